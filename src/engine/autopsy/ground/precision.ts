/** How exact the numbers of a dump are: float64, float32, or rounded to a number of decimals. */
import { isWhole } from './given';
import type { GivenArray, Numbers, Observed } from './given';

export interface Precision {
  kind: 'float64' | 'float32' | 'rounded';
  /** Digits after the point of rounded numbers; null for the others. */
  decimals: number | null;
  /** What rounding within a computation may add, as a part of the largest entry. */
  relative: number;
  /** What the storage of a number may add, as a part of it. */
  storage: number;
}

/** More digits than these say that nothing was rounded. */
const MOST_DECIMALS = 10;

/** Numbers of one program share a precision: that of the array with the most digits. */
export function precisionOf(arrays: readonly GivenArray[]): Precision {
  const broken = arrays.filter(({ values }) => !isWhole(values));
  const decimals = broken.map(({ values, slack }) => (slack ? 0 : decimalsOf(values)));
  if (broken.length > 0 && decimals.every(each => each !== null)) {
    const most = Math.max(...decimals.map(each => each ?? 0));
    return { kind: 'rounded', decimals: most, relative: 1e-9, storage: 2 ** -50 };
  }
  const narrow = broken.filter(({ values }) => isFloat32(values)).length;
  return narrow > broken.length / 2
    ? { kind: 'float32', decimals: null, relative: 2e-5, storage: 2 ** -21 }
    : { kind: 'float64', decimals: null, relative: 1e-9, storage: 2 ** -50 };
}

/** The array with what its entries may be off by. */
export function observed({ name, values, slack }: GivenArray, precision: Precision): Observed {
  if (slack) return { name, values, slack };
  const isRounded = precision.kind === 'rounded' && (!isWhole(values) || isZero(values));
  const half = isRounded ? 0.5 * 10 ** -(precision.decimals ?? 0) * (1 + 1e-6) : 0;
  return { name, values, slack: new Float64Array(values.data.length).fill(half) };
}

/** Digits after the point that all entries do with; null where they need more than a print has. */
function decimalsOf({ data }: Numbers): number | null {
  let most = 0;
  for (const value of data) {
    let own = most;
    while (own <= MOST_DECIMALS && !isMultiple(value, own)) own++;
    if (own > MOST_DECIMALS) return null;
    most = own;
  }
  return most;
}

function isMultiple(value: number, decimals: number): boolean {
  return !Number.isFinite(value) || Number(value.toFixed(decimals)) === value;
}

function isFloat32({ data }: Numbers): boolean {
  return data.every(value => Number.isNaN(value) || Math.fround(value) === value);
}

function isZero({ data }: Numbers): boolean {
  return data.every(value => value === 0);
}
