/** What a file lets learners see of a solution: one rule for editor, panel and terminal. */
import { TENSORS } from '../../engine/ground/tensors';
import type { TensorName } from '../../engine/ground/tensors';

/** All of it, where to look, or only what is right and what is wrong. */
export type Solution = 'full' | 'hint' | 'off';

export interface Policy {
  solution: Solution | null;
  /** How `solution` was said before: false is `"hint"`. */
  solution_export: boolean;
}

export function solutionOf(policy: Policy | null): Solution {
  if (!policy) return 'full';
  return policy.solution ?? (policy.solution_export ? 'full' : 'hint');
}

/** Parts of a solution: a hint, or the solution itself, with its numbers and as a copy. */
export type SolutionPart = 'hint' | 'solution';

const SHOWN: { readonly [solution in Solution]: readonly SolutionPart[] } = {
  full: ['hint', 'solution'],
  hint: ['hint'],
  off: [],
};

export function mayShow(solution: Solution, part: SolutionPart): boolean {
  return SHOWN[solution].includes(part);
}

/** A gradient is the solution of a backward pass, and what an update changes tells it. */
const OF_SOLUTION: readonly string[] = ['backward', 'penalty', 'update'];

/** Those of the tensors whose numbers are shown. */
export function shownTensors<Name extends TensorName>(
  solution: Solution,
  names: readonly Name[],
): Name[] {
  if (mayShow(solution, 'hint')) return [...names];
  return names.filter(name => !OF_SOLUTION.includes(TENSORS[name].from));
}
