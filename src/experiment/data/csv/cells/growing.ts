/** A list of numbers whose length is not known beforehand. */
type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Small: there may be many lists with a few numbers each. */
const FIRST = 16;

abstract class Growing<T extends Numbers> {
  length = 0;
  protected abstract values: T;

  /** Makes room for `count` numbers in all. */
  reserve(count: number): void {
    if (count <= this.values.length) return;
    const grown = this.make(Math.ceil(count));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(2 * this.length);
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index];
  }

  /** Not a copy: nothing more is pushed. */
  taken(): T {
    return this.values.subarray(0, this.length) as T;
  }

  protected abstract make(count: number): T;
}

export class GrowingFloats extends Growing<Float64Array<ArrayBuffer>> {
  protected values = new Float64Array(FIRST);

  protected make(count: number) {
    return new Float64Array(count);
  }
}

export class GrowingIntegers extends Growing<Int32Array<ArrayBuffer>> {
  protected values = new Int32Array(FIRST);

  protected make(count: number) {
    return new Int32Array(count);
  }
}
