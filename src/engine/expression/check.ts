/**
 * Finite differences for a computational graph: (f(x + h) − f(x − h)) / 2h with respect to each of
 * its inputs; see differences.ts for the error. From h = ∛ε · max(1, |x|) on smaller steps are tried
 * too, because a gate may bend sharply (log near 0): the one that is least in doubt, by its distance
 * from the step before and by what rounding can add, counts.
 *
 * Where at every step a relu or a max changes its branch between x − h and x + h, a sine or cosine
 * goes through half a period, or a gate has no value, there is no derivative to compare with: such
 * inputs are named and left out.
 */
import { relativeError, roundingOf, UNIT_STEP, type Slope } from '../ground/differences';
import { evaluate, GateError, GraphPass, type Graph } from './graph';
import type { Operation } from './operations';

/** The gate that has a kink within the step. */
export interface GateKink {
  node: number;
  operation: Operation;
}

export interface CheckedInput {
  /** Index of the input's node. */
  node: number;
  analytic: number;
  /** NaN for one that was left out. */
  numeric: number;
  /** NaN for one that was left out. */
  relativeError: number;
  /** null where it could be checked. */
  kink: GateKink | null;
}

/** Each step is this much smaller than the one before. */
const SHRINK = 4;
const STEPS = 9;

/**
 * @param gradients to check in place of the graph's own, one for each node
 * @throws GateError where the graph itself cannot be evaluated
 */
export function checkGraph(graph: Graph, gradients?: ArrayLike<number>): CheckedInput[] {
  const { values, gradients: own } = evaluate(graph);
  const terms = values.reduce((sum, value, node) => sum + Math.abs(value * own[node]), 0);
  return graph.nodes.flatMap((node, index) =>
    node.kind === 'input'
      ? [checkInput({ graph, terms }, index, node.value, (gradients ?? own)[index])]
      : [],
  );
}

interface Sized {
  graph: Graph;
  /** Σ |value · its gradient| of all nodes: what rounding on the way is relative to. */
  terms: number;
}

function checkInput(sized: Sized, node: number, x: number, analytic: number): CheckedInput {
  let best: (Slope & { doubt: number }) | null = null;
  let previous: Slope | null = null;
  let kink: GateKink | null = null;
  for (let i = 0; i < STEPS; i++) {
    const step = (UNIT_STEP * Math.max(1, Math.abs(x))) / SHRINK ** i;
    const found = difference(sized, node, x, step);
    if ('operation' in found) {
      kink ??= found;
      previous = null;
      continue;
    }
    const doubt = previous && Math.abs(found.slope - previous.slope) + found.rounding;
    if (doubt !== null && !(best && best.doubt <= doubt)) best = { ...found, doubt };
    previous = found;
  }
  if (!best) return { node, analytic, numeric: NaN, relativeError: NaN, kink };
  const { slope: numeric, rounding } = best;
  const size = Math.max(Math.abs(analytic), Math.abs(numeric));
  const error = relativeError(Math.abs(analytic - numeric), size, rounding);
  return { node, analytic, numeric, relativeError: error, kink: null };
}

function difference(
  { graph, terms }: Sized,
  input: number,
  x: number,
  step: number,
): Slope | GateKink {
  const [high, low] = [x + step, x - step];
  try {
    const above = forwardWith(graph, input, high);
    const below = forwardWith(graph, input, low);
    const kink = kinkBetween(graph, above, below);
    if (kink) return kink;
    const [to, from] = [above[graph.output], below[graph.output]];
    const width = high - low;
    return { slope: (to - from) / width, rounding: roundingOf(terms, width) };
  } catch (error) {
    if (error instanceof GateError) return { node: error.node, operation: error.operation };
    throw error;
  }
}

/** The values of all nodes where one input is another number. */
function forwardWith(graph: Graph, input: number, value: number): Float64Array {
  const nodes = graph.nodes.with(input, { kind: 'input', value });
  const pass = new GraphPass({ ...graph, nodes });
  for (const step of pass.trace) if (step.pass === 'forward') pass.run(step);
  return pass.values;
}

function kinkBetween({ nodes }: Graph, above: Float64Array, below: Float64Array): GateKink | null {
  for (const [node, gate] of nodes.entries()) {
    if (gate.kind !== 'gate') continue;
    const { operation, inputs } = gate;
    const [from, to] = [below[inputs[0]], above[inputs[0]]];
    if (operation === 'relu' && (from < 0 !== to < 0 || from > 0 !== to > 0)) {
      return { node, operation };
    }
    if ((operation === 'sin' || operation === 'cos') && Math.abs(to - from) > Math.PI) {
      return { node, operation };
    }
    const largest = (values: Float64Array): string =>
      inputs.filter(input => values[input] === values[node]).join();
    if (operation === 'max' && largest(above) !== largest(below)) return { node, operation };
  }
  return null;
}
