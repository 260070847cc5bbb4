/** Computes the data that a viewer can ask for: see protocol/feeds.ts. */
import type { Recording } from '../../engine/training/run';
import type { Data, FeedName, Wishes } from '../../protocol/feeds';
import type { Boundary } from '../../protocol/tensors';
import type { LoadedRun } from '../run/loadedRun';
import { confusionOf } from './confusion';
import { derivationOf } from './derivation';
import { fitOf } from './fit';
import { predictionsOf } from './predictions';
import { copyOf, histogramsOf, valuesOf } from './tensors';
import { unitValues } from './unitValues';

/** What a datum is computed from. */
export interface FeedSource {
  loaded: LoadedRun;
  /** The pass through the next batch. */
  recording: Recording;
  /** Whether the run stands still, so that there is time for more. */
  resting: boolean;
  /** The rectangle of the boundary; null: around the points. */
  range: Boundary['extent'] | null;
}

export const COMPUTE: {
  readonly [Name in FeedName]: (source: FeedSource, wish: NonNullable<Wishes[Name]>) => Data[Name];
} = {
  tensors: ({ recording }, refs) => refs.flatMap(ref => valuesOf(recording, ref) ?? []),
  boundary: ({ loaded, range }, resolution) => loaded.boundary(resolution, range),
  before: ({ loaded, range }, resolution) => loaded.before(resolution, range),
  fit: ({ loaded, range }, places) => fitOf(loaded, places, range),
  units: ({ recording }, { row }) => unitValues(recording, row),
  batch: ({ recording }, parts) => parts.map(part => ({ part, ...copyOf(recording[part]) })),
  maps: ({ loaded, range }, wish) => loaded.maps(wish, range),
  histograms: ({ recording }, tensor) => histogramsOf(recording, tensor),
  log: ({ loaded }, lines) => loaded.log.tail(lines),
  confusion: ({ loaded }, wish) => confusionOf(loaded, wish),
  predictions: ({ loaded }, wish) => predictionsOf(loaded, wish),
  derivation: ({ loaded, recording, resting }, number) =>
    derivationOf(loaded.run, recording, number, resting),
  // The search for a mistake takes a while, and nobody reads it while it changes.
  formula: ({ loaded, resting }, typed) => (resting ? loaded.judge(typed) : null),
};
