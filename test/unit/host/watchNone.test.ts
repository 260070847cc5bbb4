import assert from 'node:assert/strict';
import { WATCH_NONE } from '../../../src/host/panel/watchNone';
import type { Watch } from '../../../src/protocol/snapshot';
import { sessionOf } from './support';

/** Everything that a page may ask for. */
const ALL: Required<Omit<Watch, 'inspected' | 'distribution'>> = {
  tensors: [{ layer: 0, tensor: 'weights' }],
  boundary: 10,
  before: 10,
  fit: 10,
  range: [-2, 2, -2, 2],
  norms: true,
  units: { row: 0 },
  batch: ['x'],
  maps: { resolution: 8, units: [{ layer: 0, unit: 0 }] },
  histograms: 'delta',
  confusion: { part: 'train', most: 4 },
  predictions: { part: 'train', most: 4 },
  log: 3,
  derivation: {
    place: { tensor: 'gradW', layer: 0, row: 0, col: 1 },
    terms: 3,
    row: null,
  },
  formula: { layer: 1, tensor: 'gradW', text: 'aPrev.T @ delta' },
};

describe('a page that is not shown', () => {
  it('has nothing computed for it, whatever it had asked for', async () => {
    const { session } = sessionOf();
    await session.watch(ALL);
    await session.step(1);
    const seen = session.view.state;
    assert.ok(
      seen?.boundary &&
        seen.maps &&
        seen.units &&
        seen.derivation &&
        seen.formula &&
        seen.confusion &&
        seen.predictions &&
        seen.log,
    );
    assert.equal(seen.tensors.length, 1);
    assert.equal(seen.batch.length, 1);
    assert.ok(seen.histograms.length > 0);
    await session.watch(WATCH_NONE);
    await session.step(1);
    const { state } = session.view;
    assert.ok(state);
    const { tensors, units, batch, histograms, derivation, formula, log } = state;
    assert.deepEqual({ tensors, units, batch, histograms, derivation, formula, log }, NOTHING);
  });

  it('leaves the inspector what it asked for', async () => {
    const { session } = sessionOf();
    const asked: unknown[] = [];
    const { ask } = session;
    Object.assign(session, {
      ask: (name: string, params: unknown) => {
        if (name === 'watch') asked.push(params);
        return ask(name as 'watch', params as Watch);
      },
    });
    await session.step(1);
    const own = { inspected: true, distribution: { layer: 0, tensor: 'weights' } } as const;
    await session.watch(own);
    await session.watch(ALL);
    await session.watch(WATCH_NONE);
    assert.deepEqual(asked.at(-1), { ...WATCH_NONE, ...own });
  });
});

const NOTHING = {
  tensors: [],
  units: null,
  batch: [],
  histograms: [],
  derivation: null,
  formula: null,
  log: null,
};
