/** What a source is: its fields, its files, its rules, and how its rows are read or made. */
import type { Dtype } from '../../../engine/ground/spec';
import type { RandomStream } from '../../../engine/rng/stream';
import type { Fields, ValuesOf } from '../../format/compounds';
import type { Report } from '../../format/core';
import type { ObjectOptions } from '../../format/keys';
import type { Part } from '../../format/experiment';
import type { JsonPath } from '../../format/finding';
import type { Variant } from '../../format/variants';
import type { Reading } from '../csv/rows';
import type { Generated } from '../generators/kind';
import type { Table } from '../table/table';

interface Kind<S> extends Variant {
  /** What completion offers. */
  readonly snippet?: NonNullable<ObjectOptions['snippets']>[number];
  /** Endings of files that a bare path stands for, in small letters. */
  readonly endings?: readonly string[];
  /** Rules between the fields; `at` is the place of the source in the file. */
  check?(source: S, at: JsonPath, report: Report): void;
}

/** A field of a source, and the path of the file that it names. */
export interface NamedFile {
  key: string;
  file: string;
}

/** A source with rows that are there already. */
export interface FileKind<S = object> extends Kind<S> {
  files(source: S): NamedFile[];
  /** Said after the sentence about a missing file. */
  readonly missing?: string;
  /**
   * The rows, or null after reporting an error; large files are read in pieces.
   * @param contents of `files`, in their order
   */
  read(
    source: S,
    contents: readonly Uint8Array[],
    part: Part,
    report: Report,
  ): Table | null | Generator<Reading, Table | null>;
}

/** A source with rows that are made. */
export interface DrawnKind<S = object> extends Kind<S> {
  /** The start of a stream of its own; null: its rows are drawn from that of the experiment. */
  seed(source: S): number | null;
  make(source: S, stream: RandomStream, dtype: Dtype): Generated;
}

/** The kind itself, with the types of its fields in its functions. */
export function fileKind<F extends Fields>(kind: FileKind<ValuesOf<F>> & { readonly fields: F }) {
  return kind;
}
