/** Lets a view turn to what a substep has computed, once: what a viewer chooses then stays. */
import type { Substep } from '../../src/protocol/snapshot';
import type { PageModel } from './model';

export class SubstepFollower {
  private seen = '';

  /** The substep that has been taken since the last call; null: none. */
  news({ substep, frame }: PageModel): Substep | null {
    const place = substep ? `${frame?.run}/${frame?.position.step}/${substep.done}` : '';
    if (place === this.seen) return null;
    this.seen = place;
    return substep;
  }
}
