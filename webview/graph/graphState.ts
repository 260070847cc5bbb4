/** What is known of a computational graph after some steps of its passes. */
import type { ExpressionGraph } from '../../src/protocol/expression';

type TraceStep = ExpressionGraph['trace'][number];

/** One product that a gate sends back: ∂f/∂gate · ∂gate/∂input. */
export interface Contribution {
  input: number;
  /** Which of the gate's inputs. */
  port: number;
  upstream: number;
  local: number;
  /** ∂f/∂input before and after it was added. */
  before: number;
  after: number;
  /** It is the first that the input gets. */
  first: boolean;
}

export interface GraphState {
  /** Per node; null: not yet known. */
  values: (number | null)[];
  /** Per node, as far as it has come back; null: nothing yet, or nothing ever. */
  gradients: (number | null)[];
  /** The step that has just been done, and the one that comes next; null: none. */
  last: TraceStep | null;
  next: TraceStep | null;
  /** What the last step, if it went backward, has sent back. */
  sent: Contribution[];
}

export function graphStateAt(graph: ExpressionGraph, position: number): GraphState {
  const { nodes, trace } = graph;
  const values = nodes.map(({ inputs, value }) => (inputs.length === 0 ? value : null));
  const gradients = nodes.map((): number | null => null);
  let sent: Contribution[] = [];
  for (const { pass, node } of trace.slice(0, position)) {
    sent = [];
    if (pass === 'forward') values[node] = nodes[node].value;
    else if (pass === 'seed') gradients[node] = 1;
    else sent = sendBack(graph, node, gradients);
  }
  const last = trace[position - 1] ?? null;
  const next = trace[position] ?? null;
  // In the end what nothing came back to has the gradient 0.
  if (!next) nodes.forEach(({ gradient }, node) => (gradients[node] ??= gradient));
  return { values, gradients, last, next, sent };
}

/** Adds what a gate sends back to the gradients of its inputs. */
function sendBack(
  { nodes }: ExpressionGraph,
  node: number,
  gradients: (number | null)[],
): Contribution[] {
  const upstream = gradients[node] ?? 0;
  return nodes[node].inputs.flatMap((input, port) => {
    const local = nodes[node].local[port];
    if (local === null) return [];
    const before = gradients[input];
    const after = (before ?? 0) + upstream * local;
    gradients[input] = after;
    return [{ input, port, upstream, local, before: before ?? 0, after, first: before === null }];
  });
}

/** Every number that may stand at a node while the passes are stepped: its place is kept free. */
export function numbersAt(graph: ExpressionGraph): { value: number; gradients: number[] }[] {
  const numbers = graph.nodes.map(({ value, gradient }) => {
    return { value, gradients: gradient === null ? [] : [gradient] };
  });
  const gradients = graph.nodes.map((): number | null => null);
  for (const { pass, node } of graph.trace) {
    if (pass === 'seed') gradients[node] = 1;
    if (pass !== 'backward') continue;
    for (const { input, after } of sendBack(graph, node, gradients)) {
      numbers[input].gradients.push(after);
    }
  }
  return numbers;
}
