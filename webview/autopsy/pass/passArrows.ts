/** The arrows between the arrays of a pass. */
import type { Lane, PassArrow, Sizes } from './passParts';

export class PassArrows {
  /** In the order in which they are drawn. */
  readonly all: PassArrow[] = [];

  constructor(
    private readonly lanes: Record<Lane, number>,
    private readonly sizes: Sizes,
  ) {}

  /** Along the forward lane. */
  right(from: number, to: number, isWrong: boolean, label: string): void {
    const y = this.lanes.forward;
    const half = this.sizes.width / 2 + 3;
    this.all.push({
      points: [
        [from + half, y],
        [to - half, y],
      ],
      isWrong,
      label,
    });
  }

  /** On the way back. @param to where delta of the layer below stands */
  left(from: number, to: number, isWrong: boolean): void {
    const y = this.lanes.backward;
    const half = this.sizes.width / 2 + 3;
    this.all.push({
      points: [
        [from - half, y],
        [to + half, y],
      ],
      isWrong,
      label: '',
    });
  }

  /** From lane to lane. */
  down(x: number, from: number, to: number, isWrong: boolean): void {
    const { height, below } = this.sizes;
    this.all.push({
      points: [
        [x, from + height / 2 + below + 2],
        [x, to - height / 2 - 6],
      ],
      isWrong,
      label: '',
    });
  }

  /** From an array of the forward lane down, and back to delta of the output. */
  around(from: number, to: number, isWrong: boolean): void {
    const { forward, backward } = this.lanes;
    const { height, width, below } = this.sizes;
    this.all.push({
      points: [
        [from, forward + height / 2 + below + 2],
        [from, backward],
        [to + width / 2 + 3, backward],
      ],
      isWrong,
      label: '',
    });
  }
}
