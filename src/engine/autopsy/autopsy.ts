/**
 * Finds the mistake in a student's backward pass from its arrays alone: which array is what, which
 * of them is the first that is wrong, and which mistake of the catalogue makes exactly its numbers.
 */
import { lookForward } from './forward';
import type { ForwardLook } from './forward';
import type { GivenArray } from './ground/given';
import { netIn } from './identify/net';
import type { Known, Net } from './identify/net';
import { search } from './search/search';
import type { Found } from './search/found';
import type { Outcome } from './search/search';
import { arraysOf, findingsOf, namesOf } from './verdict';
import type { Autopsy } from './verdict';

export type { GivenArray } from './ground/given';
export type { Known } from './identify/net';
export type { Autopsy, AutopsyArray, AutopsyFinding } from './verdict';

/** An autopsy, and what it rests on. */
export interface Look {
  autopsy: Autopsy;
  /** With names of their own, in the order in which they were given. */
  given: readonly GivenArray[];
  /** null: no net with targets was found. */
  pass: {
    net: Net;
    outcome: Outcome;
    /** What each finding of the autopsy is of. */
    found: readonly Found[];
  } | null;
}

/**
 * @param given arrays of a program in any names and order, lists as one row
 * @param known the experiment beside them: without one, the loss is known up to a constant factor
 */
export function autopsy(given: readonly GivenArray[], known: Known | null = null): Autopsy {
  return look(given, known).autopsy;
}

/** The same, with what it rests on. */
export function look(given: readonly GivenArray[], known: Known | null): Look {
  const arrays = withOwnNames(given.filter(({ values }) => values.data.length > 0));
  const net = netIn(arrays, known);
  const nothing = (summary: string): Look => {
    const list = arrays.map(({ name }) => ({ name, is: null, agrees: null }));
    const unknown = { summary, model: null, arrays: list, findings: [] };
    return { autopsy: { verdict: 'unknown', ...unknown }, given: arrays, pass: null };
  };
  if (!net)
    return nothing('No net was found: it takes inputs, and the weights and z or a of each layer.');
  if (net.targets.length === 0)
    return nothing('No targets were found: it takes an array such as y.');
  const { outcome, y } = bestOutcome(net, known);
  const forward = lookForward(net, outcome.worlds, known?.layers ?? null);
  const found = [...forward.found, ...outcome.found];
  const verdict = verdictOf(net, { ...outcome, found }, y, arrays, { forward, known });
  return { autopsy: verdict, given: arrays, pass: { net, outcome, found } };
}

/** Arrays that are called alike, or not at all, by their number. */
function withOwnNames(given: readonly GivenArray[]): GivenArray[] {
  const names = new Set<string>();
  return given.map((array, index) => {
    const isOwn = array.name !== '' && !names.has(array.name);
    const name = isOwn ? array.name : `${array.name === '' ? 'array' : array.name} (${index + 1})`;
    names.add(name);
    return { ...array, name };
  });
}

/** Costs below this leave nothing unexplained: other targets are of use where they do as well. */
const EXPLAINED = 5;

function bestOutcome(net: Net, known: Known | null): { outcome: Outcome; y: string } {
  let best = null as { outcome: Outcome; y: string } | null;
  for (const target of net.targets) {
    const pool = net.pool.filter(each => each !== target.candidate);
    const enough = best ? Math.min(best.outcome.cost, EXPLAINED) : Infinity;
    const outcome = search({ ...net, pool }, target.observed, known, enough);
    if (outcome && (!best || outcome.cost < best.outcome.cost))
      best = { outcome, y: target.observed.name };
    if (best && best.outcome.cost < 1) break;
  }
  if (!best) throw new TypeError('There are no targets.');
  return best;
}

function verdictOf(
  net: Net,
  outcome: Outcome,
  y: string,
  given: readonly GivenArray[],
  { forward, known }: { forward: ForwardLook; known: Known | null },
): Autopsy {
  const findings = findingsOf(net, outcome, namesOf(net, outcome, y));
  const isOpen = outcome.unexplained.length + forward.unexplained.length > 0;
  const hasGradients = outcome.assigned.length > 0;
  const verdict = findings.length > 0 ? 'wrong' : isOpen || !hasGradients ? 'unknown' : 'correct';
  return {
    verdict,
    summary: summaryOf(verdict, outcome, forward, known),
    model: {
      layers: net.layers.map(({ weights, activation, biases }) => ({
        units: weights.values.cols,
        activation,
        use_bias: biases !== null,
      })),
      loss: known ? known.loss : { type: outcome.loss.type },
      layout: net.layout.batch,
    },
    arrays: arraysOf(
      net,
      outcome,
      given.map(({ name }) => name),
      y,
      forward.agrees,
    ),
    findings,
  };
}

function summaryOf(
  verdict: Autopsy['verdict'],
  { unexplained, assigned }: Outcome,
  forward: ForwardLook,
  known: Known | null,
): string {
  const reach = known
    ? ''
    : ' The loss is known up to a constant factor: without an experiment, a factor is not judged.';
  if (assigned.length === 0) return 'No gradients were found among the arrays.';
  if (verdict === 'correct') return `All gradients agree, to rounding.${reach}`;
  const first = unexplained.at(0);
  const place = forward.unexplained.at(0) ?? (first && `layers.${first.layer}.${first.slot}`);
  const open = place ? ` ${place} differs, and no known mistake makes its numbers.` : '';
  if (verdict === 'unknown') return `${open.trim()}${reach}`;
  return `The mistake was found.${open}${reach}`;
}
