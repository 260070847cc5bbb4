/** Sessions over a worker without a thread. */
import type { Experiment } from '../../../src/experiment/fields/experiment';
import type { Finding, Place } from '../../../src/experiment/format/finding';
import { rangeOf, readExperiment } from '../../../src/experiment/read';
import type { FindingsLevel } from '../../../src/host/findings/findingsLevel';
import { FindingsView } from '../../../src/host/findings/findingsView';
import { Laboratory } from '../../../src/host/findings/laboratory';
import { ExpressionView } from '../../../src/host/session/expressionView';
import { GradientCheck } from '../../../src/host/session/gradientCheck';
import type { ExperimentSource, FileContents, IsHeld } from '../../../src/host/session/file/source';
import { decodeRun, encodeMain, lastingPieces, MAIN } from '../../../src/host/session/run/savedRun';
import type { SavedRun } from '../../../src/host/session/run/savedRun';
import { MyLogs } from '../../../src/host/logs/myLogs';
import { LastSweep } from '../../../src/host/sweep/sweepCurves';
import { Session } from '../../../src/host/session/session';
import type { DataFile } from '../../../src/protocol/worker';
import type { SessionChange } from '../../../src/host/session/run/runView';
import { FakeClock, startedWorker } from '../worker/support';

export const XOR = `{
  "version": 1, "name": "small", "seed": 3,
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": {"epochs": 40, "batch_size": 7}
}`;

/** An experiment that a test can edit, with data files that it can take away. */
export class FakeSource implements ExperimentSource {
  readonly fileName = 'fake';
  files = new Map<string, string>();
  problems: Finding[] = [];
  /** What was given to the worker. */
  readonly given: string[] = [];

  constructor(public text = XOR) {}

  read() {
    return Promise.resolve({ ...readExperiment(this.text), text: this.text });
  }

  worded(problems: Finding[]) {
    return problems;
  }

  readFiles(_experiment: Experiment, isHeld: IsHeld): Promise<FileContents> {
    const encoder = new TextEncoder();
    const files = [...this.files].map(([path, text]): DataFile => {
      const content = isHeld(path, text) ? null : encoder.encode(text);
      this.given.push(`${path}: ${content ? 'content' : 'held'}`);
      return { path, version: text, content };
    });
    return Promise.resolve({ files, problems: this.problems });
  }
}

function lineOf(text: string, place: Place): number {
  const { offset } = rangeOf(readExperiment(text).tree, place);
  return text.slice(0, offset).split('\n').length;
}

export function sessionOf(source = new FakeSource(), clock = new FakeClock(5), threads = 0) {
  const threadsAsked: number[] = [];
  const workers: { crash(reason: string): void; disposed: boolean }[] = [];
  const start = () => {
    const started = startedWorker(clock, wanted => {
      threadsAsked.push(wanted);
      return null;
    });
    const worker = { crash: (_reason: string): void => undefined, disposed: false };
    workers.push(worker);
    return Promise.resolve({
      ...started,
      onEnd: (ended: (reason: string) => void) => (worker.crash = ended),
      dispose: () => {
        started.end();
        worker.disposed = true;
      },
    });
  };
  const session = new Session(source, start, () => threads);
  const expression = new ExpressionView();
  const gradients = new GradientCheck(session, expression);
  const sweep = new LastSweep();
  const laboratory = new Laboratory(session, start, () => 0);
  const level: { of: FindingsLevel } = { of: 'all' };
  const findings = new FindingsView({
    ...{ session, laboratory, canEdit: true },
    level: () => level.of,
    lineOf: place => lineOf(source.text, place),
  });
  const myLogs = new MyLogs(session, start);
  const changes: SessionChange[] = [];
  session.onDidChange(change => changes.push(change));
  return {
    ...{ session, source, workers, changes, threadsAsked },
    ...{ expression, gradients, sweep, laboratory, findings, myLogs, level },
  };
}

/** What would be kept of a run, as it lies on the disk. */
export function piecesOf(run: SavedRun): Map<string, Uint8Array> {
  const lasting = lastingPieces(run).map(piece => [piece.name, piece.encode()] as const);
  return new Map([...lasting, [MAIN, encodeMain(run)]]);
}

/** What the next window makes of it. */
export function reread(pieces: ReadonlyMap<string, Uint8Array>): Promise<SavedRun | null> {
  return decodeRun(name => Promise.resolve(pieces.get(name) ?? null));
}

/** Resolves as soon as `seen` says so, asked at every change. */
export function until(session: Session, seen: () => boolean): Promise<void> {
  if (seen()) return Promise.resolve();
  return new Promise(resolve => {
    const subscription = session.onDidChange(() => {
      if (!seen()) return;
      subscription.dispose();
      resolve();
    });
  });
}
