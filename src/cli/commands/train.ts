/** `train`: trains to the end, and prints log lines, results, the verdict of the checks and what was found. */
import { formatInteger } from '../../engine/ground/numbers';
import { stepAfterEpoch } from '../../engine/training/course';
import { Run } from '../../engine/training/run';
import { type Station, trainPast } from '../../engine/training/stations';
import { findingsOf } from '../../experiment/diagnosis/producers';
import { courseOf } from '../../experiment/diagnosis/subject/course';
import { Subject } from '../../experiment/diagnosis/subject/subject';
import { parseLogFormat, renderLog } from '../../experiment/notation/logFormat';
import type { LogPart, LogValue } from '../../experiment/notation/logFormat';
import { tallyOf, verdictOf } from '../../experiment/verify/result';
import type { CheckResult } from '../../experiment/verify/result';
import { Verifier } from '../../experiment/verifier';
import type { Arguments } from '../terminal/arguments';
import type { ExitStatus, Io } from '../terminal/io';
import { inWords } from '../terminal/load';
import { printJson, Rows } from '../terminal/json';
import type { Ready } from '../terminal/load';
import { listOf, rowsOf, short } from '../terminal/numbers';
import { Progress } from '../terminal/progress';

interface Outcome {
  seconds: number;
  samplesPerSecond: number;
  checkpoints: { epoch: number; layers: object[] }[];
}

export function train({ prepared, causes, place }: Ready, args: Arguments, io: Io): ExitStatus {
  const { spec, data, parameters, stream } = prepared;
  const threads = io.threads(args.threads);
  const run = new Run(spec, data, parameters, stream, { threads });
  if (run.shortfall !== null) io.err(`${run.shortfall}\n`);
  const verifier = new Verifier(prepared);
  const outcome = runToEnd(run, verifier, args, io);
  const failure = run.firstNonFinite();
  if (failure) io.err(`${failure.message}\n`);
  const { results } = verifier;
  const failed = results.flatMap(({ finding }) => finding ?? []);
  const subject = new Subject(prepared);
  subject.follow(courseOf(run));
  // Where the numbers left the finite range has been said.
  const found = findingsOf(subject, causes).filter(({ id }) => id !== 'not_finite');
  const findings = [...failed, ...found].map(place);
  const json = () => ({ ...asJson(run, outcome), ...checksAsJson(results), findings });
  const verdict = verdictOf(results);
  const words = () => summary(run, outcome) + (verdict && `${verdict}\n`);
  if (args.json) printJson(io, json());
  else io.out(words());
  for (const finding of findings) io.err(`${inWords(finding)}\n`);
  return failure || tallyOf(results).passed < results.length ? 1 : 0;
}

function runToEnd(run: Run, verifier: Verifier, { json, quiet }: Arguments, io: Io): Outcome {
  const log = json || quiet ? null : new EpochLines(run, io.now());
  const progress = new Progress(io, quiet);
  const checkpoints: Outcome['checkpoints'] = [];
  const started = io.now();
  trainPast(run, Infinity, [
    checking(run, verifier),
    showing(run, progress),
    atEndOfEpochs(run, epoch => {
      const line = log?.line(io.now()) ?? null;
      if (line !== null) {
        progress.clear();
        io.out(`${line}\n`);
      }
      const { checkpoint_every: every } = run.spec.trainer;
      if (every !== null && epoch % every === 0) checkpoints.push({ epoch, layers: layersOf(run) });
    }),
  ]);
  progress.clear();
  verifier.finish(run);
  const seconds = Math.max(io.now() - started, 0) / 1000;
  const samplesPerSecond = seconds > 0 ? rowsTrainedOn(run) / seconds : 0;
  return { seconds, samplesPerSecond, checkpoints };
}

function checking(run: Run, verifier: Verifier): Station {
  return {
    due: () => verifier.nextStep ?? Infinity,
    look: () => {
      verifier.observe(run);
      return null;
    },
  };
}

/** Most updates between two progress lines: larger portions are hardly faster. */
const PORTION = 16;

function showing(run: Run, progress: Progress): Station {
  let portion = 1;
  return {
    due: step => step + portion,
    look: () => {
      if (run.position.step === 0) return null;
      portion = Math.min(2 * portion, PORTION);
      progress.show(() => progressLine(run));
      return null;
    },
  };
}

function atEndOfEpochs(run: Run, ended: (epoch: number) => void): Station {
  let last = run.position.epoch;
  return {
    due: () => stepAfterEpoch(run, last + 1),
    look: () => {
      const { epoch } = run.position;
      if (epoch > last) ended(epoch);
      last = epoch;
      return null;
    },
  };
}

/** A row counts each time that it was in a batch. */
function rowsTrainedOn(run: Run): number {
  const { batch_size } = run.spec.trainer;
  const { rows } = run.data.train.x;
  const { epoch, batch } = run.position;
  const size = batch_size === 'full' ? rows : batch_size;
  return epoch * Math.min(rows, run.batchesPerEpoch * size) + Math.min(rows, batch * size);
}

function asJson(run: Run, outcome: Outcome): object {
  const { numbers: epochs, values } = run.log.slice(0);
  const row = (index: number) =>
    Object.fromEntries(run.columns.map((column, at) => [column, values[at][index]]));
  return {
    // Written row by row: there may be ten million.
    epochs: new Rows(function* () {
      for (const [index, epoch] of epochs.entries()) yield { epoch, ...row(index) };
    }),
    layers: layersOf(run),
    final: epochs.length > 0 ? row(epochs.length - 1) : {},
    seconds: outcome.seconds,
    samples_per_second: outcome.samplesPerSecond,
    ...(run.spec.trainer.checkpoint_every === null ? {} : { checkpoints: outcome.checkpoints }),
  };
}

/** The results of the checks; no field at all if there are none. */
function checksAsJson(results: readonly CheckResult[]): object {
  if (results.length === 0) return {};
  const checks = results.map(({ what, finding, open }) => {
    const message = finding?.message ?? (open ? 'This check is open.' : null);
    return { check: what, passed: finding === null && !open, message };
  });
  return { checks };
}

function layersOf(run: Run): { weights: number[][]; biases: number[] | null }[] {
  return run.parameters.map(({ weights, biases }) => ({
    weights: rowsOf(weights),
    biases: listOf(biases),
  }));
}

function summary(run: Run, { seconds, samplesPerSecond }: Outcome): string {
  const last = run.columns.map((column, at) => `${column} ${short(run.log.latest(at))}`);
  const speed = formatInteger(samplesPerSecond);
  return `${run.stopReason ?? ''} ${last.join(', ')} (${seconds.toFixed(2)} s, ${speed} samples/s)\n`;
}

function progressLine(run: Run): string {
  const { epoch, batch } = run.position;
  const { epochs } = run.spec.trainer;
  const within = batch === 0 ? '' : ` · batch ${batch} of ${run.batchesPerEpoch}`;
  const loss = run.log.latest(0);
  const last = run.log.length === 0 ? '' : ` · ${run.columns[0]} ${short(loss)}`;
  return `epoch ${Math.min(epoch + 1, epochs)} of ${epochs}${within}${last}`;
}

/** Log lines in `trainer.log_format`, every `trainer.log_every` epochs. */
class EpochLines {
  private readonly parts: LogPart[];
  /** Whether the format counts epochs from 0, as `for i in range(…)` does; `log_every` then does, too. */
  private readonly fromZero: boolean;
  private rate: number;

  constructor(
    private readonly run: Run,
    private readonly started: number,
  ) {
    const columns = run.columns.map(column => `${column} {${column}:.6g}`).join('  ');
    const width = String(run.spec.trainer.epochs).length;
    const format = run.spec.trainer.log_format ?? `epoch {epoch:${width}}  ${columns}`;
    const parts = parseLogFormat(format);
    this.parts = typeof parts === 'string' ? [{ text: format }] : parts;
    this.fromZero = this.parts.some(part => 'name' in part && part.name === 'epoch0');
    this.rate = run.learningRate;
  }

  /** The line of the epoch that has just ended; null if none is due. */
  line(now: number): string | null {
    const { run } = this;
    const epoch = run.position.epoch;
    const count = this.fromZero ? epoch - 1 : epoch;
    const rate = this.rate;
    this.rate = run.learningRate;
    return count % run.spec.trainer.log_every === 0
      ? renderLog(this.parts, this.values(epoch, rate, now))
      : null;
  }

  private values(epoch: number, rate: number, now: number): Map<string, LogValue> {
    const { run } = this;
    const whole = (number: number): LogValue => ({ number, whole: true });
    const real = (number: number): LogValue => ({ number, whole: false });
    return new Map([
      ['epoch', whole(epoch)],
      ['epoch0', whole(epoch - 1)],
      ['epochs', whole(run.spec.trainer.epochs)],
      ['step', whole(run.position.step)],
      ['iterations', whole(run.batchesPerEpoch)],
      ['learning_rate', real(rate)],
      ['seconds', real((now - this.started) / 1000)],
      ...run.columns.map((column, at): [string, LogValue] => [column, real(run.log.latest(at))]),
    ]);
  }
}
