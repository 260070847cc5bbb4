import assert from 'node:assert/strict';
import type { PanelSnapshot, ToPanel } from '../../../src/protocol/panel';
import type { Frame, RunDescription } from '../../../src/protocol/snapshot';
import { PageModel } from '../../../webview/run/model';
import { NO_FINDINGS } from './noFindings';

const description = { columns: ['loss'], layers: [], points: [] } as unknown as RunDescription;

/** A frame of `run` with rows [from, to) of the log. */
function frame(run: number, from: number, to: number, more: Partial<Frame> = {}): Frame {
  const epochs = Float64Array.from({ length: to - from }, (_, i) => from + i + 1);
  return {
    revision: to,
    run,
    status: { state: 'running', message: '' },
    position: { step: to, epoch: to, batch: 0 },
    timeline: { start: 0, head: to, ended: false, bytes: 0, origin: { step: 0, epoch: 0 } },
    lastEpoch: Float64Array.of(1 / to),
    batchLoss: 0.5,
    samplesPerSecond: 0,
    epochsPerSecond: 0,
    history: { from, numbers: epochs, values: [epochs.map(epoch => 1 / epoch)], thinned: 1 },
    steps: { from: 0, numbers: new Float64Array(0), values: [new Float64Array(0)], thinned: 1 },
    stats: [],
    health: [],
    findings: [],
    ruledOut: [],
    checks: null,
    tensors: [],
    boundary: null,
    units: null,
    batch: [],
    maps: null,
    histograms: [],
    confusion: null,
    fit: null,
    predictions: null,
    before: null,
    derivation: null,
    formula: null,
    log: null,
    ...more,
  };
}

function snapshot(revision: number, first: Frame | null): ToPanel & { type: 'snapshot' } {
  const content: PanelSnapshot = {
    uri: 'file:///a',
    remembered: null,
    title: 'a',
    task: null,
    read: null,
    stale: false,
    description,
    status: { state: 'idle', message: '' },
    substep: null,
    frame: first,
    gradients: null,
    sweep: null,
    myLog: null,
    findings: NO_FINDINGS,
  };
  return { type: 'snapshot', revision, reveal: null, runs: null, snapshot: content };
}

function update(revision: number, next: Frame | null, stale = false): ToPanel & { type: 'update' } {
  return {
    type: 'update',
    revision,
    reveal: null,
    runs: null,
    stale,
    status: { state: 'running', message: '' },
    substep: null,
    frame: next,
  };
}

describe('page model', () => {
  it('starts with a snapshot and follows its updates', () => {
    const model = new PageModel();
    assert.equal(model.apply(snapshot(7, frame(1, 0, 3))), 'applied');
    assert.equal(model.apply(update(8, frame(1, 3, 5), true)), 'applied');
    assert.equal(model.history.rows, 5);
    assert.equal(model.history.columns[0].at(4), 1 / 5);
    assert.equal(model.revision, 8);
    assert.equal(model.snapshot?.stale, true);
    assert.equal(model.status.state, 'running');
  });

  it('knows nothing before the first snapshot', () => {
    const model = new PageModel();
    assert.equal(model.apply(update(1, frame(1, 0, 1))), 'ignored');
    assert.equal(model.frame, null);
  });

  it('asks once after a missed revision, and waits for the snapshot', () => {
    const model = new PageModel();
    model.apply(snapshot(1, frame(1, 0, 1)));
    assert.equal(model.apply(update(3, frame(1, 1, 2))), 'gap');
    assert.equal(model.apply(update(4, frame(1, 2, 3))), 'ignored');
    assert.equal(model.history.rows, 1);
    assert.equal(model.apply(snapshot(5, frame(1, 0, 4))), 'applied');
    assert.equal(model.history.rows, 4);
  });

  it('ignores what it has already seen', () => {
    const model = new PageModel();
    model.apply(snapshot(4, frame(1, 0, 2)));
    assert.equal(model.apply(update(4, frame(1, 2, 3))), 'ignored');
    assert.equal(model.history.rows, 2);
  });

  it('takes a history that does not start where its own ends for a gap', () => {
    const model = new PageModel();
    model.apply(snapshot(1, frame(1, 0, 2)));
    assert.equal(model.apply(update(2, frame(1, 3, 4))), 'gap');
  });

  it('puts rows in the place of those that were there', () => {
    const model = new PageModel();
    model.apply(snapshot(1, frame(1, 0, 40)));
    const before = model.history.version;
    const { history, ...rest } = frame(1, 20, 22);
    const rewritten = { ...history, values: [Float64Array.of(7, 8)], thinned: 4 };
    assert.equal(model.apply(update(2, { ...rest, history: rewritten })), 'applied');
    assert.equal(model.history.rows, 22);
    assert.deepEqual(
      [19, 20, 21].map(row => model.history.columns[0].at(row)),
      [1 / 20, 7, 8],
    );
    assert.equal(model.history.thinned, 4);
    assert.notEqual(model.history.version, before);
  });

  it('never mixes two runs', () => {
    const model = new PageModel();
    const tensor = {
      layer: 0,
      tensor: 'weights',
      rows: 1,
      cols: 1,
      data: Float64Array.of(3),
    } as const;
    model.apply(snapshot(1, frame(1, 0, 9, { tensors: [tensor] })));
    assert.equal(model.tensor(tensor)?.data[0], 3);
    assert.equal(model.apply(update(2, frame(2, 0, 1))), 'applied');
    assert.equal(model.history.rows, 1);
    assert.equal(model.tensor(tensor), null);
    model.apply(update(3, frame(2, 1, 2, { tensors: [tensor] })));
    assert.equal(model.apply(snapshot(4, frame(3, 0, 1))), 'applied');
    assert.equal(model.tensor(tensor), null);
  });

  it('keeps the pictures of a run over a resynchronisation, and knows how old they are', () => {
    const model = new PageModel();
    const tensor = { layer: 0, tensor: 'a', rows: 1, cols: 1, data: Float64Array.of(1) } as const;
    model.apply(snapshot(1, frame(1, 0, 2, { tensors: [tensor] })));
    model.apply(snapshot(2, frame(1, 0, 6)));
    assert.equal(model.tensor(tensor)?.step, 2);
    assert.equal(model.frame?.position.step, 6);
  });

  it('keeps what a gradient check found until there is other news of it', () => {
    const model = new PageModel();
    const report = {
      of: 'loss' as const,
      step: 1,
      rows: 4,
      tolerance: 1e-5,
      parameters: [],
      wrong: [],
    };
    model.apply(snapshot(1, frame(1, 0, 2)));
    assert.equal(model.gradients, null);
    model.apply({ ...update(2, null), gradients: report });
    model.apply(update(3, frame(1, 2, 3)));
    assert.equal(model.gradients, report);
    model.apply({ ...update(4, null), gradients: null });
    assert.equal(model.gradients, null);
  });

  it('adds an answer to the frame that it belongs to', () => {
    const model = new PageModel();
    model.apply(snapshot(1, frame(1, 0, 2)));
    const { frame: shown } = model;
    model.apply(update(2, null));
    assert.equal(model.answered, 1);
    const derivation = { value: 7 } as NonNullable<Frame['derivation']>;
    const judgement = { kind: 'right', apart: 0 } as const;
    const formula = { layer: 0, tensor: 'z', text: 'x @ W', judgement } as const;
    const answer = { derivation, formula };
    model.apply({ ...update(3, null), answer });
    assert.equal(model.frame, shown, 'whatever else it says is not drawn again');
    assert.equal(model.frame?.derivation, answer.derivation);
    assert.equal(model.frame.formula, formula);
    assert.equal(model.answered, 3);
  });

  it('takes news of the status alone', () => {
    const model = new PageModel();
    model.apply(snapshot(1, null));
    assert.equal(model.apply(update(2, null)), 'applied');
    assert.equal(model.status.state, 'running');
    assert.equal(model.frame, null);
  });

  it('forgets the run where the file is an expression by now, and the graph where it is a run', () => {
    const model = new PageModel();
    model.apply(snapshot(1, frame(1, 0, 2)));
    const graph = { nodes: [], output: 0, trace: [] };
    const about = { uri: 'file:///a', remembered: null, title: 'a', task: null, message: '' };
    const content = { ...about, graph, position: 0, gradients: null };
    const message = {
      type: 'expression',
      revision: 2,
      reveal: null,
      runs: null,
      snapshot: content,
    } as const;
    assert.equal(model.apply(message), 'applied');
    assert.equal(model.revision, 2);
    assert.equal(model.description, null);
    assert.equal(model.expression, content);
    assert.equal(model.apply(update(3, frame(1, 2, 3))), 'ignored');
    assert.equal(model.apply(snapshot(4, frame(1, 0, 3))), 'applied');
    assert.equal(model.expression, null);
    assert.notEqual(model.description, null);
  });
});
