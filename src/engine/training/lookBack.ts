/** Looks at a network as it was at another time. */
import { arraysOf } from '../ground/shapes';
import type { Run } from './run';
import type { RunState } from './runState';

/**
 * Looks at the run while it has the parameters of another of its states; then it has its own again, to
 * the bit.
 * @param look only looks at outputs: nothing may be trained meanwhile
 */
export function withParametersOf<T>(
  run: Run,
  { parameters }: Pick<RunState, 'parameters'>,
  look: () => T,
): T {
  const arrays = arraysOf(run.parameters);
  const own = arrays.map(array => array.slice());
  arrays.forEach((array, at) => array.set(parameters[at]));
  try {
    return look();
  } finally {
    arrays.forEach((array, at) => array.set(own[at]));
  }
}
