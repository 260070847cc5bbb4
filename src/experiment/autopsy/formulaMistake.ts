/** The mistake in a formula of the backward pass, told from the numbers that it makes. */
import { autopsy } from '../../engine/autopsy/autopsy';
import type { AutopsyFinding, GivenArray } from '../../engine/autopsy/autopsy';
import type { Run } from '../../engine/training/run';
import { mayShow, type Solution } from '../policy/policy';
import type { InspectPath } from '../verify/inspectPath';
import { tensorAt, type Tensor } from '../verify/tensors';
import { knownAt } from './known';
import { allowedFindings } from './report';

/** Names that everybody gives them. */
const NAMES = {
  ...{ weights: 'W', biases: 'b', z: 'z', a: 'a' },
  ...{ delta: 'delta', gradW: 'dW', gradB: 'db' },
} as const;
type Name = keyof typeof NAMES;
const FORWARD = ['weights', 'biases', 'z', 'a'] as const;
const GRADIENTS = ['gradW', 'gradB'] as const;

/**
 * What may be said of it; null: no known mistake makes these numbers.
 * @param got what the formula comes to, for the whole tensor that the path names
 */
export function formulaMistake(
  got: Tensor,
  { layer, name, indices }: InspectPath,
  run: Run,
  solution: Solution,
): AutopsyFinding | null {
  const isBackward = name === 'delta' || name === 'gradW' || name === 'gradB';
  if (!isBackward || layer === null || indices.length > 0 || !mayShow(solution, 'hint'))
    return null;
  // The gradients of a formula are those of the loss: a penalty is no part of them.
  const known = { ...knownAt(run), weightDecay: 0 };
  if (known.batch === null) return null;
  const { findings } = autopsy([...right(run, layer, name), given(name, layer, got)], known);
  const own = findings.filter(finding => finding.layer === null || finding.layer === layer);
  return allowedFindings(own, solution).at(0) ?? null;
}

/** The right arrays of the pass, but for the one that is asked for and what follows from it. */
function right(run: Run, layer: number, asked: Name): GivenArray[] {
  const recording = run.peek();
  const { x, y, layers } = recording;
  const arrays: GivenArray[] = [
    { name: 'X', values: copyOf(x), slack: null },
    { name: 'y', values: copyOf(y), slack: null },
  ];
  layers.forEach(({ biases }, index) => {
    const above = index > layer ? (['delta', ...GRADIENTS] as const) : [];
    const beside = index === layer && asked !== 'delta' ? (['delta', ...GRADIENTS] as const) : [];
    for (const name of [...FORWARD, ...above, ...beside]) {
      if ((name === 'biases' || name === 'gradB') && biases === null) continue;
      if (index === layer && name === asked) continue;
      const values = tensorAt(recording, { layer: index, name, indices: [] });
      if (values) arrays.push(given(name, index, values));
    }
  });
  return arrays;
}

function given(name: Name, layer: number, values: Tensor): GivenArray {
  return { name: `${NAMES[name]}${layer + 1}`, values, slack: null };
}

function copyOf({ rows, cols, data }: { rows: number; cols: number; data: ArrayLike<number> }) {
  return { rows, cols, data: Float64Array.from(data) };
}
