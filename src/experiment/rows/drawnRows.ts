/** Rows that are made from random numbers, when it is their turn. */
import { createStream } from '../../engine/rng/createStream';
import type { RandomStream } from '../../engine/rng/stream';
import { kindOf } from '../data/sources/sources';
import type { Table } from '../data/table/table';
import type { Experiment } from '../fields/experiment';
import { atValue } from '../format/core';
import type { Part } from '../format/experiment';

export interface DrawnRows {
  /** Their numbers come from the experiment's stream, not from one of their own. */
  shared: boolean;
  /** @param stream that of the experiment, which rows with a stream of their own leave alone */
  make(stream: RandomStream): Table;
}

/** null where the rows of the part are read, or there are none. */
export function drawnRows(
  { data, rng, dtype }: Pick<Experiment, 'data' | 'rng' | 'dtype'>,
  part: Part,
): DrawnRows | null {
  const source = data[part];
  const kind = source && kindOf(source);
  if (!source || !kind || !('make' in kind)) return null;
  const seed = kind.seed(source);
  return {
    shared: seed === null,
    make(stream) {
      const own = seed === null ? stream : createStream(rng.type, seed);
      const { cols, x, labels, image } = kind.make(source, own, dtype);
      return {
        rows: labels.length,
        cols,
        x,
        y: { kind: 'number', values: labels },
        names: null,
        ...(image && { image }),
        placeOfTarget: () => atValue('data', part),
      };
    },
  };
}
