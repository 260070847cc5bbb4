/**
 * A computational graph of scalar gates, forward and backward gate by gate.
 *
 *   forward:   value = gate(values of its inputs)
 *   backward:  ∂f/∂f = 1, then from the last gate to the first, for each of its inputs
 *              ∂f/∂input += ∂f/∂gate · ∂gate/∂input
 *
 * What is used several times gets the sum of what comes back from each use. All in float64.
 */
import { gateComplaint } from './complaints';
import { GATES, type Operation } from './operations';

export type GraphNode =
  | { readonly kind: 'input'; readonly value: number }
  | { readonly kind: 'number'; readonly value: number }
  /** `inputs` are indices of earlier nodes; one may stand there twice. */
  | { readonly kind: 'gate'; readonly operation: Operation; readonly inputs: readonly number[] };

export interface Graph {
  /** Each gate stands after its inputs. */
  readonly nodes: readonly GraphNode[];
  /** Index of the node that is differentiated: f. */
  readonly output: number;
}

/** One thing after the other: the forward pass, ∂f/∂f = 1, the backward pass. */
export interface TraceStep {
  readonly pass: 'forward' | 'seed' | 'backward';
  /** Index of the gate (of the output for the seed). */
  readonly node: number;
}

/** A gate that has no value, or no derivative that is wanted; the message says why. */
export class GateError extends Error {
  override readonly name = 'GateError';
  constructor(
    /** Index of the gate. */
    readonly node: number,
    readonly operation: Operation,
    message: string,
  ) {
    super(message);
  }
}

export class GraphPass {
  /** Per node; NaN before its gate's forward step. */
  readonly values: Float64Array;
  /** ∂f/∂node, as far as it has come back; 0 before. */
  readonly gradients: Float64Array;
  /** Whether a node depends on an input: only then its gradient is asked for. */
  readonly variable: readonly boolean[];
  /** All steps of both passes in order; gates that f does not depend on have no backward step. */
  readonly trace: readonly TraceStep[];

  constructor(readonly graph: Graph) {
    const { nodes } = graph;
    this.values = Float64Array.from(nodes, node => (node.kind === 'gate' ? NaN : node.value));
    this.gradients = new Float64Array(nodes.length);
    this.variable = variableNodes(graph);
    this.trace = traceOf(graph, this.variable);
  }

  /** @throws GateError where a gate has no value, or a gradient does not exist */
  run(step: TraceStep): void {
    if (step.pass === 'forward') this.forward(step.node);
    else if (step.pass === 'seed') this.gradients[step.node] = 1;
    else this.backward(step.node);
  }

  /**
   * ∂gate/∂input with respect to each input of a gate, after its forward step; null for inputs that
   * depend on no input of the graph.
   * @throws GateError where one that is wanted does not exist
   */
  slopes(node: number): (number | null)[] {
    const gate = this.graph.nodes[node];
    if (gate.kind !== 'gate') return [];
    const inputs = this.inputsOf(gate.inputs);
    const slopes = GATES[gate.operation].slopes(inputs, this.values[node]);
    return slopes.map((slope, i) => {
      if (!this.variable[gate.inputs[i]]) return null;
      if (Number.isFinite(slope)) return slope;
      throw new GateError(node, gate.operation, gateComplaint(gate.operation, inputs, 'slope'));
    });
  }

  private forward(node: number): void {
    const gate = this.graph.nodes[node];
    if (gate.kind !== 'gate') return;
    const inputs = this.inputsOf(gate.inputs);
    const value = GATES[gate.operation].value(inputs);
    if (!Number.isFinite(value)) {
      throw new GateError(node, gate.operation, gateComplaint(gate.operation, inputs, 'value'));
    }
    this.values[node] = value;
  }

  private backward(node: number): void {
    const gate = this.graph.nodes[node];
    if (gate.kind !== 'gate') return;
    this.slopes(node).forEach((slope, i) => {
      if (slope === null) return;
      const input = gate.inputs[i];
      this.gradients[input] += this.gradients[node] * slope;
      if (!Number.isFinite(this.gradients[input])) {
        const message = 'its gradient is too large for a float64 number';
        throw new GateError(node, gate.operation, message);
      }
    });
  }

  private inputsOf(indices: readonly number[]): number[] {
    return indices.map(index => this.values[index]);
  }
}

/**
 * Both passes, to the end.
 * @throws GateError
 */
export function evaluate(graph: Graph): GraphPass {
  const pass = new GraphPass(graph);
  for (const step of pass.trace) pass.run(step);
  return pass;
}

function variableNodes({ nodes }: Graph): boolean[] {
  const variable: boolean[] = [];
  for (const node of nodes) {
    const isVariable =
      node.kind === 'gate' ? node.inputs.some(input => variable[input]) : node.kind === 'input';
    variable.push(isVariable);
  }
  return variable;
}

function traceOf({ nodes, output }: Graph, variable: readonly boolean[]): TraceStep[] {
  const gates = nodes.flatMap(({ kind }, node) => (kind === 'gate' ? [node] : []));
  const used = new Set([output]);
  const back: TraceStep[] = [];
  for (const node of gates.toReversed()) {
    const gate = nodes[node];
    if (gate.kind !== 'gate' || !used.has(node)) continue;
    for (const input of gate.inputs) used.add(input);
    if (variable[node]) back.push({ pass: 'backward', node });
  }
  const seed: TraceStep[] = variable[output] ? [{ pass: 'seed', node: output }] : [];
  return [...gates.map((node): TraceStep => ({ pass: 'forward', node })), ...seed, ...back];
}
