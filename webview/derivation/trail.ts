/** Which number is asked for, and those that have been opened on the way to it. */
import type { Place, RunDescription, WatchedNumber } from '../../src/protocol/snapshot';
import type { Cell } from '../run/choices';
import type { TensorRef } from '../../src/protocol/tensors';

/** Without row and column: the largest number of the tensor. */
export type Asked = WatchedNumber['place'];

const GRADIENTS: Partial<Record<Asked['tensor'], Asked['tensor']>> = {
  weights: 'gradW',
  biases: 'gradB',
};

export class Trail {
  private places: Asked[] = [];

  get last(): Asked | null {
    return this.places[this.places.length - 1] ?? null;
  }

  get all(): readonly Asked[] {
    return this.places;
  }

  /** A new way begins: the number was chosen elsewhere. */
  begin({ tensor, layer }: TensorRef | Place, cell: Cell | null): void {
    const { row, col } = cell ?? { row: null, col: null };
    this.places = [{ tensor: derivedOf(tensor), layer, row, col }];
  }

  /** One of the numbers of the present one. */
  open(place: Asked): void {
    const known = this.places.findIndex(each => samePlace(each, place));
    if (known >= 0) this.places.length = known + 1;
    else this.places.push(place);
  }

  backTo(at: number): void {
    this.places.length = at + 1;
  }

  /** Another network: a way through a layer that it has not leads nowhere. */
  fit({ layers }: RunDescription): void {
    if (this.places.some(({ layer }) => layer >= layers.length)) this.places = [];
  }

  /** The largest number is meant until it is known; from then on it stays the same one. */
  settle(place: Place): void {
    if (this.places.length > 0) this.places[this.places.length - 1] = place;
  }
}

/** What the next update changes comes from the gradient. */
function derivedOf(tensor: TensorRef['tensor'] | Place['tensor']): Place['tensor'] {
  if (tensor === 'updateW') return 'gradW';
  return tensor === 'updateB' ? 'gradB' : tensor;
}

/** Does this derivation answer what is asked? A parameter comes from its gradient. */
export function answers(place: Place, asked: Asked): boolean {
  return (
    place.tensor === (GRADIENTS[asked.tensor] ?? asked.tensor) &&
    place.layer === asked.layer &&
    (asked.row === null || place.row === asked.row) &&
    (asked.col === null || place.col === asked.col)
  );
}

function samePlace(a: Asked, b: Asked): boolean {
  return a.tensor === b.tensor && a.layer === b.layer && a.row === b.row && a.col === b.col;
}
