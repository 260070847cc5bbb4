/** The gradients of a file beside those of the run, tensor for tensor. */
import type { Recording } from '../../engine/training/run';
import type { ModelSpec } from '../../engine/ground/spec';
import { mayShow } from '../policy/policy';
import type { Solution } from '../policy/policy';
import { compare, largest, plainFactor } from './compare';
import type { Pair } from './compare';
import type { GivenGradient } from './givenGradients';
import { failed, passed } from './result';
import type { CheckResult } from './result';
import { tensorAt } from './tensors';
import type { Tensor } from './tensors';

type Wanted = Pick<GivenGradient, 'layer' | 'tensor'>;

/** Half a unit of the last printed digit may be this part of the largest entry: two digits of it. */
const COARSEST = 0.05;

export const PLACE = ['checks', 'compare_gradients', 'file'];

/** Every gradient there is, in the order of the layers: one result each. */
export function gradientsOf({ layers }: Pick<ModelSpec, 'layers'>): Wanted[] {
  return layers.flatMap(({ use_bias: bias }, layer): Wanted[] => [
    { layer, tensor: 'gradW' },
    ...(bias ? [{ layer, tensor: 'gradB' } as const] : []),
  ]);
}

export interface How {
  file: string;
  /** The tolerance. */
  relative: number;
  /** Printed digits are no excuse: the tolerance was asked for. */
  exact: boolean;
  solution: Solution;
}

/** @param mistake what makes the file's numbers where they differ, in whole sentences; asked at most once */
export function compareOwn(
  given: readonly GivenGradient[],
  model: Pick<ModelSpec, 'layers'>,
  { file, relative, exact, solution }: How,
  recording: Recording,
  mistake: () => string,
): CheckResult[] {
  const pairOf = (own: GivenGradient): Pair | null => {
    const ours = tensorAt(recording, { layer: own.layer, name: own.tensor, indices: [] });
    const slack = exact ? null : own.slack;
    return ours && { ours, given: own.values, tolerance: { relative, slack } };
  };
  const results: CheckResult[] = [];
  const pairs = given.flatMap(own => pairOf(own) ?? []);
  let isExplained = !mayShow(solution, 'hint');
  for (const { layer, tensor } of gradientsOf(model)) {
    const name = `${tensor} of layer ${layer + 1}`;
    const own = given.find(each => each.layer === layer && each.tensor === tensor);
    const pair = own && pairOf(own);
    const what = `${name} of ${file}${own && !exact ? digitsOf(own) : ''}`;
    if (!own || !pair) {
      results.push(failed(what, PLACE, `${file} does not give the ${name}.`));
      continue;
    }
    const difference = compare(pair.given, pair.ours, pair.tolerance);
    if (difference) {
      const where = mayShow(solution, 'solution') ? `: there it ${difference.words}` : '';
      // What explains all of them is said once.
      const why = isExplained ? '' : factorOf(pairs, recording) || mistake();
      isExplained = true;
      const message = [`${name} differs from ${file}${where}.`, why].filter(Boolean).join(' ');
      results.push(failed(what, PLACE, message));
    } else if (isCoarse(pair.tolerance.slack ?? null, pair.ours)) {
      results.push(failed(what, PLACE, coarse(file, name, own)));
    } else results.push(passed(what));
  }
  return results;
}

function factorOf(pairs: readonly Pair[], { x, y }: Recording): string {
  const factor = plainFactor(pairs, { rows: x.rows, outputs: y.cols });
  if (factor === null) return '';
  return factor.endsWith('?') ? `All of them are ${factor}` : `All of them are ${factor}.`;
}

/** Zeros and other numbers would do as well. */
function isCoarse(slack: Float64Array | null, ours: Tensor): boolean {
  const most = largest(ours);
  return most > 0 && (slack?.some(each => each > COARSEST * most) ?? false);
}

function coarse(file: string, name: string, { decimals }: GivenGradient): string {
  const digits = decimals === 1 ? '1 decimal' : `${decimals ?? 'few'} decimals`;
  return (
    `${file} gives the ${name} to ${digits}, too few to tell it from other numbers: ` +
    'print at least two digits of its largest entry.'
  );
}

function digitsOf({ decimals }: GivenGradient): string {
  if (decimals === null) return '';
  return `, compared to ${decimals} decimal${decimals === 1 ? '' : 's'}`;
}
