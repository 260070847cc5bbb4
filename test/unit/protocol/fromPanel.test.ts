import assert from 'node:assert/strict';
import { readFromPanel, readPanelUri } from '../../../src/protocol/fromPanel';

const GOOD = [
  { type: 'ready' },
  { type: 'drawn', revision: 3, cost: 1.5 },
  {
    type: 'watch',
    watch: {
      tensors: [{ layer: 0, tensor: 'weights' }],
      boundary: 100,
      before: 0,
      fit: 0,
      range: [-2, 2, -1, 3],
      norms: true,
      units: { row: 3 },
      batch: ['x', 'y'],
      maps: { resolution: 24, units: [{ layer: 0, unit: 2 }] },
      histograms: 'gradW',
      confusion: null,
      predictions: null,
      derivation: null,
      formula: null,
      log: 0,
    },
  },
  {
    type: 'watch',
    watch: {
      tensors: [],
      boundary: 0,
      before: 60,
      fit: 241,
      range: null,
      norms: false,
      units: null,
      batch: [],
      maps: null,
      histograms: null,
      confusion: { part: 'test', most: 40 },
      predictions: { part: 'validation', most: 200 },
      derivation: { place: { tensor: 'gradA', layer: 1, row: 3, col: null }, terms: 8, row: 2 },
      formula: { layer: 1, tensor: 'delta', text: 'a - y' },
      log: 6,
    },
  },
  { type: 'keepFormula', layer: 1, tensor: 'delta', text: 'a - y' },
  { type: 'command', command: 'train' },
  { type: 'select', tensor: { layer: 1, tensor: 'gradB' } },
  { type: 'remember', choices: { logLoss: true, collapsed: ['network'] } },
  { type: 'save', name: 'loss.png', mime: 'image/png', data: new ArrayBuffer(4) },
  { type: 'save', name: 'loss.svg', mime: 'image/svg+xml', data: new ArrayBuffer(4) },
  { type: 'save', name: 'W.csv', mime: 'text/csv', data: new ArrayBuffer(4) },
  { type: 'copy', text: '1\t2' },
  { type: 'goTo', step: 7, ahead: false },
  { type: 'forgetRun', run: 2 },
  { type: 'openRun', run: 2 },
  { type: 'follow', part: 3 },
  { type: 'sweep', act: 'goOn' },
  { type: 'log', act: 'copy' },
  { type: 'log', act: 'output' },
  { type: 'openSwept', number: 3 },
  { type: 'compareRuns', from: 1, to: 2 },
  { type: 'failure', message: 'it broke' },
];

const PLACE = { tensor: 'delta', layer: 0, row: 0, col: 0 };

const BAD = [
  null,
  'ready',
  {},
  { type: 'run' },
  { type: 'openRun', run: 'two' },
  { type: 'follow', part: -1 },
  { type: 'follow' },
  { type: 'sweep', act: 'delete' },
  { type: 'log', act: 'delete' },
  { type: 'openSwept', number: -1 },
  { type: 'compareRuns', from: 1 },
  { type: 'drawn', revision: -1, cost: 1 },
  { type: 'drawn', revision: '3', cost: 1 },
  { type: 'drawn', revision: 3, cost: NaN },
  { type: 'drawn', revision: 3 },
  {
    type: 'watch',
    watch: { tensors: [{ layer: 0, tensor: 'secret' }], boundary: 10 },
  },
  { type: 'watch', watch: { tensors: [], boundary: 1e9 } },
  {
    type: 'watch',
    watch: {
      tensors: new Array(1000).fill({ layer: 0, tensor: 'z' }),
      boundary: 1,
    },
  },
  { type: 'command', command: 'workbench.action.quit' },
  { type: 'command', command: 'toString' },
  { type: 'select', tensor: { layer: 0.5, tensor: 'z' } },
  { type: 'remember', choices: { logLoss: 1, collapsed: [] } },
  { type: 'remember', choices: { logLoss: true, collapsed: [1] } },
  { type: 'save', name: 'a.exe', mime: 'application/x-msdownload', data: new ArrayBuffer(1) },
  { type: 'save', name: 'a.png', mime: 'image/png', data: 'bytes' },
  { type: 'copy', text: 5 },
  { type: 'failure' },
];

describe('messages from the page', () => {
  for (const message of GOOD) {
    it(`believes ${message.type}`, () => assert.deepEqual(readFromPanel(message), message));
  }

  it('drops what does not belong to a message', () => {
    assert.deepEqual(readFromPanel({ type: 'ready', uri: 'file:///etc/passwd' }), {
      type: 'ready',
    });
  });

  it('takes what a watch does not name, or names wrongly, for not wanted', () => {
    const watch = { tensors: [], boundary: 0 };
    const nothing = {
      ...watch,
      norms: false,
      units: null,
      batch: [],
      maps: null,
      histograms: null,
      confusion: null,
      predictions: null,
      before: 0,
      fit: 0,
      range: null,
      derivation: null,
      formula: null,
      log: 0,
    };
    const many = new Array(10_000).fill({ layer: 0, unit: 0 });
    for (const odd of [
      {},
      { norms: 1, units: 5, maps: {}, histograms: 'secret' },
      { maps: { resolution: 1e6, units: [] } },
      { maps: { resolution: 8, units: many } },
      { confusion: { part: 'all', most: 4 } },
      { confusion: { part: 'train', most: 1e6 } },
      { predictions: { part: 'train', most: 1e6 } },
      { before: 1e6 },
      { fit: 1e6 },
      { range: [2, -2, -2, 2] },
      { range: [-2, 2, -2] },
      { range: [-2, Infinity, -2, 2] },
      { log: 1e6 },
      { derivation: { place: PLACE, terms: 0, row: null } },
      { derivation: { place: PLACE, terms: 1e6, row: null } },
      { derivation: { place: PLACE, terms: 8, row: -1 } },
      { derivation: { place: { ...PLACE, tensor: 'toString' }, terms: 8, row: null } },
      { derivation: { place: { ...PLACE, row: 0.5 }, terms: 8, row: null } },
      { derivation: { place: { ...PLACE, layer: null }, terms: 8, row: null } },
      { derivation: { terms: 8, row: null } },
      { formula: { layer: 0, tensor: 'z', text: ' ' } },
      { formula: { layer: 0, tensor: 'z', text: 'x'.repeat(1001) } },
      { formula: { layer: -1, tensor: 'z', text: 'x' } },
      { formula: { layer: 0, tensor: 'weights', text: 'x' } },
    ]) {
      assert.deepEqual(readFromPanel({ type: 'watch', watch: { ...watch, ...odd } }), {
        type: 'watch',
        watch: nothing,
      });
    }
  });

  it('believes nothing else', () => {
    for (const message of BAD) assert.equal(readFromPanel(message), null, JSON.stringify(message));
  });

  it('finds the file in a page’s kept state, or nothing', () => {
    assert.equal(readPanelUri({ uri: 'file:///a' }), 'file:///a');
    for (const state of [null, undefined, {}, { uri: 1 }, 'file:///a']) {
      assert.equal(readPanelUri(state), null);
    }
  });
});
