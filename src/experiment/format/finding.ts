/** Findings: what is said about an experiment, its data files and its runs. */
import type { TensorName } from '../../engine/ground/tensors';
import type { Picture } from '../evidence/picture';

export type Severity = 'error' | 'warning' | 'information';

/** A place inside the experiment's JSON: keys and array indices from the root. */
export type JsonPath = readonly (string | number)[];

export interface Span {
  offset: number;
  length: number;
}

export type Place =
  /**
   * A value (or its key) of the experiment; the reader turns it into a range. `span` are the
   * characters of the experiment's text where only a part of the value is meant.
   */
  | { kind: 'json'; path: JsonPath; part: 'key' | 'value'; span?: Span }
  /** Characters of the experiment's text: for text that is not JSON at all. */
  | { kind: 'text'; offset: number; length: number }
  /** A cell of a data file; line and column count from 1. */
  | { kind: 'file'; file: string; line: number; column: number };

/** One change of the experiment's text. */
export type Fix = { title: string; path: JsonPath } & (
  | {
      /** Replaces a key or a value; a value that is not there yet is added. */
      part: 'key' | 'value';
      /** JSON text for a value, the bare name for a key. */
      text: string;
    }
  /** Takes a key out, with its value. */
  | { part: 'removal' }
  /** Takes a key out and sets its value there. */
  | { part: 'move'; to: JsonPath }
);

/**
 * What is said about a file or a run of it, wherever it is found: by the reader, by a check of the
 * file, or by something that looks at the run. The editor, the inspector, the panel and the terminal
 * all show this.
 */
export interface Finding {
  /** Stable name of what is found, for example `unknown-key` or `dead_units`. */
  id: string;
  severity: Severity;
  /** A sentence that stands by itself: what is wrong, and what would be right. */
  message: string;
  /** Where the file says so. */
  place: Place;
  /** 0-based index of the layer that it is about. */
  layer?: number;
  tensor?: TensorName;
  /** The numbers that it rests on, by their names. */
  evidence?: Evidence;
  fixes: Fix[];
  /** Edits that may help: offered once they have been tried. Empty: those that need the whole file. */
  candidates?: Fix[];
  /** Epoch in which it shows first. */
  since?: number;
  picture?: Picture;
}

export type Evidence = Readonly<Record<string, number | readonly number[]>>;
