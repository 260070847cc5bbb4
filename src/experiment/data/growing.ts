/** Numbers of which nobody knows beforehand how many there will be. */
const FIRST = 1024;

export class GrowingFloats {
  length = 0;
  private values = new Float64Array(FIRST);

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Room for so many in all. */
  reserve(count: number): void {
    if (count <= this.values.length) return;
    const grown = new Float64Array(Math.max(count, 2 * this.values.length));
    grown.set(this.values);
    this.values = grown;
  }

  /** Not a copy: nothing more is pushed. */
  taken(): Float64Array<ArrayBuffer> {
    return this.values.subarray(0, this.length);
  }
}

export class GrowingIntegers {
  length = 0;
  private values = new Int32Array(FIRST);

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index];
  }

  /** Not a copy: nothing more is pushed. */
  taken(): Int32Array<ArrayBuffer> {
    return this.values.subarray(0, this.length);
  }
}
