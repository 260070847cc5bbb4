/** Work that is done again only when what it depends on has changed. */

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}

/** The last value made, for as long as its keys stay the same ones. */
export class Memo<Value> {
  private keys: readonly unknown[] | null = null;
  private value: Value | null = null;

  get(keys: readonly unknown[], make: () => Value): Value {
    if (this.keys === null || this.value === null || !sameItems(keys, this.keys)) {
      this.value = make();
      this.keys = keys;
    }
    return this.value;
  }
}
