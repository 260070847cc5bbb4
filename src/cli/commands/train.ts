/** `train`: trains to the end, and prints log lines, results, the verdict of the checks and what was found. */
import { formatInteger } from '../../engine/ground/numbers';
import { stepAfterEpoch } from '../../engine/training/course';
import { Run } from '../../engine/training/run';
import { type Station, trainPast } from '../../engine/training/stations';
import { diagnose } from '../../experiment/diagnosis/producers';
import { courseOf } from '../../experiment/diagnosis/subject/course';
import { Subject } from '../../experiment/diagnosis/subject/subject';
import { LogLines } from '../../experiment/notation/logLines';
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
  const found = diagnose(subject, causes).findings.filter(({ id }) => id !== 'not_finite');
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
  const log = json || quiet ? null : new LogLines(run.spec, run.columns);
  const progress = new Progress(io, quiet);
  const checkpoints: Outcome['checkpoints'] = [];
  const started = io.now();
  trainPast(run, Infinity, [
    checking(run, verifier),
    showing(run, progress),
    atEndOfEpochs(run, epoch => {
      if (log?.isDue(epoch)) {
        const seconds = (io.now() - started) / 1000;
        progress.clear();
        io.out(`${log.line(run, { epoch, values: run.lastEpoch, seconds })}\n`);
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
