/** "Find My Bug in This Frame": a paused Python session, with what is wrong on its lines. */
import { press, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { dump, randomOf } from '../../engine/autopsy/plant';
import type { Bug, Plan } from '../../engine/autopsy/pass';
import { experimentOf } from '../../experiment/autopsyFiles';
import { debugging, MemorySession } from '../vscode/debug';
import type { Evaluation, MemoryFrame } from '../vscode/debug';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';
import { disk } from '../vscode/workspace';

const PROGRAM = `import numpy as np

def backward(X, y):
    dz2 = (a2 - y) / len(X)
    dW2 = a1.T @ dz2
    dz1 = dz2 @ W2.T
    dW1 = X.T @ dz1
    return dW1, dW2
`;
const STOP = 8;
const WRONG = 6;

const plan: Plan = {
  sizes: [3, 4, 2],
  activations: ['tanh', 'softmax'],
  loss: 'cross_entropy',
  rows: 6,
  bias: true,
  mean: true,
};
const MISSING: Bug = { id: 'derivative_missing', layer: 0 };

interface Held {
  path: string;
  shape: number[];
  data: Float64Array;
}

function arraysOf(bugs: Bug[]): Held[] {
  const { given } = dump(randomOf(2), plan, bugs, { layout: 'rows', names: 0, deltas: true });
  return given.map(({ name, values: { rows, cols, data } }) => {
    return { path: name, shape: rows === 1 ? [cols] : [rows, cols], data };
  });
}

const base64 = (data: Float64Array, start = 0, end = Infinity): string =>
  Buffer.from(new Uint8Array(data.buffer).slice(start, end)).toString('base64');

/** As collect.py answers; what is not in `sent` is too large for one answer. */
function answerOf(all: readonly Held[], sent = all): MemoryFrame['answer'] {
  const entry = ({ path, shape }: Held) => ({ path, shape, kind: 'array', also: [] });
  return ({ expression }) => {
    const piece = /"only":"(?<path>\w+)","start":(?<start>\d+)/.exec(expression)?.groups;
    const arrays = piece ? all.filter(({ path }) => path === piece.path) : sent;
    const start = Number(piece?.start ?? 0);
    return {
      version: 1,
      numpy: true,
      arrays: arrays.map(each => ({
        ...entry(each),
        data: base64(each.data, start, start + (1 << 20)),
      })),
      left: all
        .filter(each => !arrays.includes(each))
        .map(each => ({ ...entry(each), why: 'size', bytes: 8 * each.data.length })),
    };
  };
}

describe('the debugger', () => {
  const host = useHost();
  let program: vscode.Uri;
  let session: MemorySession;
  beforeEach(() => {
    program = disk.write('lab.py', PROGRAM);
    session = new MemorySession('1');
  });

  const frame = (answer: MemoryFrame['answer'], id = 2): MemoryFrame => {
    return { id, name: 'backward', line: STOP, path: program.path, answer };
  };
  const wrong = () => frame(answerOf(arraysOf([MISSING])));
  const right = (id = 2) => frame(answerOf(arraysOf([])), id);
  const problems = () => services.diagnostics.get(program.toString()) ?? [];
  /** Resolves once the Problems are as expected. */
  const found = (count: number) => services.until(() => problems().length === count);
  const findMyBug = async (): Promise<void> => {
    if (host().memento.get('debug.agreed') !== true) press('Find My Bug');
    await host().run('findMyBugInFrame');
  };

  it('sends nothing to a program before a person asks for it in this session', async () => {
    debugging.stop(session, wrong());
    assert.deepEqual(session.evaluations, []);
    await findMyBug();
    assert.equal(session.evaluations.length, 1);
    const other = new MemorySession('2');
    debugging.stop(other, wrong());
    assert.deepEqual(other.evaluations, []);
  });

  it('shows what is wrong on the line that assigns the array, and in words', async () => {
    debugging.stop(session, wrong());
    await findMyBug();
    const [problem, ...more] = problems();
    assert.deepEqual(more, []);
    assert.equal(problem.range.start.line, WRONG - 1);
    assert.match(problem.message, /dz1 lacks f′\(z1\)/);
    assert.deepEqual([problem.source, problem.code], ['Backprop', 'derivative_missing']);
    assert.match(screen.mentioned.join('\n'), /The mistake was found/);
    const [{ context, format, frameId }] = session.evaluations;
    assert.deepEqual([context, format, frameId], ['clipboard', { rawString: true }, 2]);
  });

  it('makes them anew at each stop, and forgets them with the session', async () => {
    debugging.stop(session, wrong());
    await findMyBug();
    debugging.run();
    assert.equal(problems().length, 1);
    debugging.stop(session, right());
    await found(0);
    debugging.stop(session, wrong());
    await found(1);
    debugging.end(session);
    assert.deepEqual(problems(), []);
    const { length } = session.evaluations;
    debugging.stop(session, wrong());
    assert.equal(session.evaluations.length, length);
  });

  it('judges by the experiment beside the program, and tells as much as its policy allows', async () => {
    const factor: Bug = { id: 'factor', layer: 1, factor: '2' };
    const stopWith = async (bug: Bug, changes: object): Promise<[code: unknown, words: string]> => {
      const whole = dump(randomOf(2), plan, [bug], { layout: 'rows', names: 0, deltas: true });
      disk.write('lab.backprop.json', experimentOf(whole, { checks: {}, ...changes }));
      debugging.stop(session, frame(answerOf(arraysOf([bug]))));
      await host().run('findMyBugInFrame');
      const [{ code, message }] = problems();
      return [code, message];
    };
    press('Find My Bug');
    const [id, words] = await stopWith(factor, {});
    assert.equal(id, 'factor');
    assert.match(words, /All gradients are 2 × the right ones/);
    const [hidden, hint] = await stopWith(MISSING, { policy: { solution: 'hint' } });
    assert.equal(hidden, undefined);
    assert.match(hint, /^Which factor does the chain rule put/);
    const [, off] = await stopWith(MISSING, { policy: { solution: 'off' } });
    assert.doesNotMatch(off, /chain rule|lacks/);
  });

  it('explains once in a workspace what runs in the program', async () => {
    debugging.stop(session, wrong());
    await host().run('findMyBugInFrame');
    assert.deepEqual(session.evaluations, []);
    assert.match(screen.asked[0].title, /a fixed piece of Python runs in your paused program/);
    press('Show What Is Run');
    await host().run('findMyBugInFrame');
    assert.match(screen.active?.document.uri.path ?? '', /collect\.py$/);
    assert.deepEqual(session.evaluations, []);
    await findMyBug();
    const second = new MemorySession('2');
    debugging.stop(second, wrong());
    await host().run('findMyBugInFrame');
    assert.equal(screen.asked.length, 3);
    assert.equal(second.evaluations.length, 1);
  });

  it('runs nothing in Restricted Mode', async () => {
    disk.isTrusted = false;
    debugging.stop(session, wrong());
    await findMyBug();
    assert.deepEqual(session.evaluations, []);
    assert.match(screen.said.join('\n'), /not trusted/);
  });

  it('says so where no Python program stands still', async () => {
    debugging.stop(new MemorySession('3', 'node'), wrong());
    await findMyBug();
    assert.match(screen.said.join('\n'), /No Python program stands still/);
  });

  it('drops an answer that a later stop has overtaken, also of a frame with the same id', async () => {
    debugging.stop(session, right());
    await findMyBug();
    let release = (): void => undefined;
    session.held = new Promise(resolve => (release = resolve));
    debugging.stop(session, wrong());
    session.held = null;
    const codes = new Set<unknown>();
    const subscription = services.onDiagnostics(() =>
      problems().forEach(({ code }) => codes.add(code)),
    );
    debugging.stop(session, frame(answerOf(arraysOf([{ id: 'bias_mean', layer: 1 }]))));
    await found(1);
    release();
    await host().run('findMyBugInFrame');
    subscription.dispose();
    // Neither shown nor examined: the worker would have been asked for two at once.
    assert.doesNotMatch(screen.said.join('\n'), /changed since|could not be read/);
    assert.equal(problems().length, 1);
    assert.deepEqual([...codes], ['bias_mean']);
  });

  it('reads what is too large for one answer in pieces', async () => {
    const all = arraysOf([MISSING]);
    const large = { path: 'X_train', shape: [500, 400], data: new Float64Array(200_000).fill(0.5) };
    const holds = [...all, large];
    const asked: Evaluation[] = session.evaluations;
    debugging.stop(session, frame(answerOf(holds, all)));
    await findMyBug();
    const pieces = asked.map(({ expression }) => /"start":(\d+)/.exec(expression)?.[1]);
    assert.deepEqual(pieces, [undefined, '0', String(1 << 20)]);
    assert.equal(problems().length, 1);
  });

  it('names what it has not read, and a program without NumPy', async () => {
    const all = arraysOf([MISSING]);
    const huge = { path: 'X_train', shape: [60_000, 784], data: new Float64Array(0) };
    const whole = answerOf(all);
    debugging.stop(
      session,
      frame(asked => ({
        ...(whole(asked) as object),
        numpy: false,
        left: [{ ...huge, why: 'size', bytes: 60_000 * 784 * 8 }],
      })),
    );
    await findMyBug();
    const said = screen.said.join('\n');
    assert.match(said, /X_train \(60,000 × 784\)/);
    assert.match(said, /has not loaded NumPy/);
  });

  it('says where a frame holds no arrays, or cannot be read', async () => {
    debugging.stop(session, frame(answerOf([])));
    await findMyBug();
    assert.match(screen.said.join('\n'), /no arrays in this frame: select a caller/);
    const other = new MemorySession('2');
    debugging.stop(
      other,
      frame(() => ({ version: 7 })),
    );
    await host().run('findMyBugInFrame');
    assert.match(screen.said.join('\n'), /could not be read: The debugger answered/);
    assert.deepEqual(problems(), []);
  });
});
