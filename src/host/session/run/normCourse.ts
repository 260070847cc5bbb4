/** The norms of every tensor over the last frames: for those that are not recorded at each update. */
import type { TensorName, TensorStats } from '../../../protocol/snapshot';

/** As many as anybody is shown. */
const KEPT = 8;

interface Norms {
  step: number;
  stats: readonly (readonly TensorStats[])[];
}

export class NormCourse {
  private frames: Norms[] = [];

  clear(): void {
    this.frames = [];
  }

  /** A frame at a step; what was known of this step and of later ones is forgotten. */
  note(step: number, stats: Norms['stats']): void {
    this.frames = [...this.frames.filter(frame => frame.step < step), { step, stats }].slice(-KEPT);
  }

  /** From the earliest to the latest, of the frames in which this tensor was looked at. */
  of(layer: number, tensor: TensorName): number[] {
    return this.frames.flatMap(({ stats }) => {
      const found = stats[layer]?.find(each => each.tensor === tensor);
      return found ? [found.norm] : [];
    });
  }
}
