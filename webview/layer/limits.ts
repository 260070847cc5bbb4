/** How large the entries of a matrix are. */

/** Of its finite entries; NaN where there are none. The norm is of all. */
export function limitsOf(data: ArrayLike<number>): {
  smallest: number;
  largest: number;
  norm: number;
} {
  let [smallest, largest, squares] = [Infinity, -Infinity, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    squares += value * value;
    if (!Number.isFinite(value)) continue;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const none = smallest > largest;
  const norm = Math.sqrt(squares);
  return none ? { smallest: NaN, largest: NaN, norm } : { smallest, largest, norm };
}
