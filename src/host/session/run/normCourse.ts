/** Norms of every tensor over the last frames, for those that are not recorded at each update. */
import type { TensorName } from '../../../protocol/snapshot';
import type { TensorStats } from '../../../protocol/tensors';

/** Frames kept: as many as are ever shown. */
const KEPT = 48;

interface Norms {
  step: number;
  stats: readonly (readonly TensorStats[])[];
}

export class NormCourse {
  private frames: Norms[] = [];

  clear(): void {
    this.frames = [];
  }

  /** Adds the frame of a step, and drops those of this step and later ones. */
  note(step: number, stats: Norms['stats']): void {
    this.frames = [...this.frames.filter(frame => frame.step < step), { step, stats }].slice(-KEPT);
  }

  /** Norms of a tensor, earliest first, of the frames that had its statistics. */
  of(layer: number, tensor: TensorName): number[] {
    return this.frames.flatMap(({ stats }) => {
      const found = stats[layer]?.find(each => each.tensor === tensor);
      return found ? [found.norm] : [];
    });
  }
}
