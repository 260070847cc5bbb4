/** The evidence of a finding: what lies at a place is what is drawn there, and is said exactly. */
import assert from 'node:assert/strict';
import type { Picture } from '../../../src/protocol/findings';
import { barsEvidence } from '../../../webview/findings/evidence/barsEvidence';
import { chartEvidence } from '../../../webview/findings/evidence/chartEvidence';
import { columnsEvidence } from '../../../webview/findings/evidence/columnsEvidence';
import type { EvidenceKind } from '../../../webview/findings/evidence/kind';
import type { TableData } from '../../../webview/kit/tableView';
import { spreadEvidence } from '../../../webview/findings/evidence/spreadEvidence';

const WIDTH = 400;

const CHART: Extract<Picture, { kind: 'chart' }> = {
  kind: 'chart',
  caption: 'Two lines.',
  axis: 'epoch',
  panels: [
    {
      name: 'loss',
      log: false,
      lines: [{ name: 'loss', x: [1, 2, 3], y: [0.5, 1 / 3, 0.25] }],
      limit: { name: 'constant', value: 0.4 },
    },
    { name: 'curvature', log: true, lines: [{ name: 'λ_max', x: [1, 3], y: [10, 20] }] },
  ],
  shaded: [],
};
const BARS: Extract<Picture, { kind: 'bars' }> = {
  kind: 'bars',
  caption: 'Two bars.',
  log: false,
  bars: [
    { name: 'a', value: 1 / 3, marked: false },
    { name: 'b', value: 2, marked: true },
  ],
};
const SPREAD: Extract<Picture, { kind: 'spread' }> = {
  kind: 'spread',
  caption: 'z.',
  activation: 'tanh',
  from: -2,
  to: 2,
  counts: [1, 2, 3, 4],
  flat: 1,
  values: [-1, 0, 1],
  slopes: [0, 1, 0],
};
const COLUMNS: Extract<Picture, { kind: 'columns' }> = {
  kind: 'columns',
  caption: 'Columns.',
  names: ['p', 'q'],
  columns: [
    [1, 2],
    [3, 1 / 3],
  ],
};

/** Every item is found again where it stands. */
function assertFound<P extends Picture>(kind: EvidenceKind<P>, picture: P): void {
  for (let item = 0; item < kind.items(picture); item++) {
    const { x, y } = kind.place(picture, WIDTH, item);
    assert.equal(kind.hit(picture, WIDTH, { x, y }), item);
  }
}

describe('the evidence of a finding', () => {
  it('is found where it is drawn', () => {
    assertFound(chartEvidence, CHART);
    assertFound(barsEvidence, BARS);
    assertFound(spreadEvidence, SPREAD);
    assertFound(columnsEvidence, COLUMNS);
  });

  it('is nowhere beside the picture', () => {
    assert.equal(chartEvidence.hit(CHART, WIDTH, { x: 5, y: 50 }), null);
    assert.equal(barsEvidence.hit(BARS, WIDTH, { x: 50, y: 500 }), null);
    assert.equal(spreadEvidence.hit(SPREAD, WIDTH, { x: 2, y: 50 }), null);
    assert.equal(columnsEvidence.hit(COLUMNS, WIDTH, { x: 390, y: 30 }), null);
    assert.equal(columnsEvidence.hit(COLUMNS, WIDTH, { x: 30, y: 5 }), null);
  });

  it('says every line of a chart at a place, with the limit beside it', () => {
    const { title, rows } = chartEvidence.say(CHART, 2);
    assert.equal(title, 'epoch 3');
    assert.deepEqual(
      rows.map(({ label, value }) => [label, value]),
      [
        ['loss', '0.25'],
        ['constant', '0.4'],
        ['λ_max', '20'],
      ],
    );
    assert.equal(chartEvidence.say(CHART, 1).rows[2].value, 'NaN');
  });

  it('says numbers with every digit', () => {
    assert.equal(barsEvidence.say(BARS, 0).rows[0].value, String(1 / 3));
    assert.deepEqual(spreadEvidence.say(SPREAD, 3), {
      title: '1 ≤ z < 2',
      rows: [{ label: 'values', value: '4' }],
    });
    const { title, rows } = columnsEvidence.say(COLUMNS, 3);
    assert.deepEqual([title, rows[0].label, rows[0].value], ['q', 'row 2', String(1 / 3)]);
  });

  it('is a table as well', () => {
    const cells = (data: TableData): unknown[] => [
      data.columns,
      ...Array.from({ length: data.rows }, (_row, row) =>
        data.columns.map((_name, column) => data.cell(row, column)),
      ),
    ];
    assert.deepEqual(cells(chartEvidence.table(CHART)), [
      ['epoch', 'loss', 'λ_max'],
      [1, 0.5, 10],
      [2, 1 / 3, NaN],
      [3, 0.25, 20],
    ]);
    assert.deepEqual(cells(barsEvidence.table(BARS))[2], ['b', 2]);
    assert.deepEqual(cells(spreadEvidence.table(SPREAD))[1], [-2, -1, 1]);
    assert.deepEqual(cells(columnsEvidence.table(COLUMNS))[2], [2, 1 / 3]);
  });
});
