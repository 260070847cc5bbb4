/** What a generator is: its fields, its rules, its rows. */
import type { Dtype } from '../../../engine/ground/spec';
import type { RandomStream } from '../../../engine/rng/stream';
import type { Fields, ValuesOf } from '../../format/compounds';
import type { Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';
import type { Variant } from '../../format/variants';
import type { ImageSize } from '../table/table';

export interface Generated {
  cols: number;
  /** Row-major, [rows, cols]. */
  x: Float64Array;
  /** One label for each row. */
  labels: Float64Array;
  image?: ImageSize;
}

export interface GeneratorKind<F extends Fields = Fields> extends Variant {
  readonly fields: F;
  /** Rules between the fields; `at` is the place of the source in the file. */
  check?(source: ValuesOf<F>, at: JsonPath, report: Report): void;
  /** The rows; each formula says in which order it draws from the stream. */
  make(source: ValuesOf<F>, stream: RandomStream, dtype: Dtype): Generated;
}

/** The kind itself, with the types of its fields in its functions. */
export function generatorKind<F extends Fields>(kind: GeneratorKind<F>): GeneratorKind<F> {
  return kind;
}
