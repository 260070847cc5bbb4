/** Tries edits against a finding, runs sanity experiments and compares logs: in a worker of its own, which is ended to stop it. */
import { fileOf, type Json } from '../../experiment/diagnosis/fixes/candidates';
import { preparedOf } from '../../experiment/diagnosis/fixes/trial';
import {
  offered,
  SEEDS,
  type TriedFix,
  tryFixes,
  type TryProgress,
} from '../../experiment/diagnosis/fixes/tryFixes';
import {
  curvatureCourse,
  OF_CURVATURE,
} from '../../experiment/diagnosis/stability/curvatureCourse';
import { partingEpoch } from '../../experiment/diagnosis/stability/shadow';
import { sanity } from '../../experiment/diagnosis/sanity/sanity';
import type { DataFiles as Contents } from '../../experiment/format/experiment';
import type { Finding } from '../../experiment/format/finding';
import { comparison, type LogComparison } from '../../experiment/logs/compareLog';
import type { Prepared } from '../../experiment/prepare';
import { readExperiment } from '../../experiment/read';
import type { Examination, ExaminationState, SanityName, TriedEdit } from '../../protocol/findings';
import type { MyLog } from '../../protocol/runs';
import type { WorkerRequests } from '../../protocol/worker';
import type { DataFiles } from '../dataFiles';
import type { Clock } from '../time/clock';

type Params<Name extends keyof WorkerRequests> = WorkerRequests[Name]['params'];
type Result<Name extends keyof WorkerRequests> = WorkerRequests[Name]['result'];

/** Milliseconds for each look at a run, and for all edits of a finding. */
const LOOK_MS = 10_000;
const EDITS_MS = 30_000;
/** Milliseconds between two reports, and between two breaths. */
const INTERVAL = 200;
const BREATH = 20;

/** What is seen of the run itself. */
type Seen = Pick<Examination, 'curvature' | 'roundedFrom'>;

export class Laboratory {
  constructor(
    private readonly clock: Clock,
    private readonly held: DataFiles,
    private readonly report: (examination: Examination) => void,
  ) {}

  async examine({ text, files, finding }: Params<'examine'>): Promise<Result<'examine'>> {
    const { contents, missing } = this.held.take(files);
    if (missing.length > 0) return { missing, examination: null };
    return { missing, examination: await this.examined(text, contents, finding) };
  }

  /** @throws Error with a sentence where the experiment cannot run */
  async sanity({ text, files, name }: Params<'sanity'>): Promise<Result<'sanity'>> {
    const { contents, missing } = this.held.take(files);
    if (missing.length > 0) return { missing, words: '' };
    return { missing, words: await this.sane(text, contents, name) };
  }

  /** What is wrong with the log or the experiment is part of the report. */
  async compareLog({ text, files, log }: Params<'compareLog'>): Promise<Result<'compareLog'>> {
    const { contents, missing } = this.held.take(files);
    if (missing.length > 0) return { missing, report: unreadable(missing.join(', ')) };
    const prepared = preparedOf(jsonOf(text), contents);
    if (prepared === null) return { missing, report: unreadable('The experiment cannot run.') };
    const steps = comparison(prepared, log);
    for (;;) {
      const { done, value } = await this.next(steps);
      if (done)
        return { missing, report: typeof value === 'string' ? unreadable(value) : told(value) };
    }
  }

  private async examined(text: string, files: Contents, finding: Finding): Promise<Examination> {
    const file = jsonOf(text);
    const seen = await this.lookedAt(file, files, finding);
    if (seen.curvature) this.report({ state: 'running', edits: [], at: null, ...seen });
    const steps = tryFixes(finding, file, files);
    const deadline = this.clock.now() + EDITS_MS;
    let due = -Infinity;
    for (;;) {
      const { done, value } = await this.next(steps);
      if (done) return examinationOf('done', value, null, seen);
      const now = this.clock.now();
      if (now > deadline) return examinationOf('stopped', value.tried, null, seen);
      if (now < due) continue;
      due = now + INTERVAL;
      this.report(examinationOf('running', value.tried, value, seen));
    }
  }

  private async sane(text: string, files: Contents, name: SanityName): Promise<string> {
    const steps = sanity(name, jsonOf(text), files);
    for (;;) {
      const { done, value } = await this.next(steps);
      if (!done) continue;
      if (value === null) throw new Error('The experiment cannot run.');
      return value;
    }
  }

  /** Of a rate that overshoots: the curvature along the run, and how far its digits can be trusted. */
  private async lookedAt(file: Json, files: Contents, { id }: Finding): Promise<Seen> {
    const isMeant = OF_CURVATURE.includes(id);
    const steps = <T>(look: (prepared: Prepared) => Generator<void, T>) => {
      const prepared = isMeant ? preparedOf(file, files) : null;
      return prepared ? this.within(LOOK_MS, look(prepared)) : null;
    };
    const curvature = await steps(curvatureCourse);
    return { curvature, roundedFrom: await steps(partingEpoch) };
  }

  /** What the steps come to; null where that takes longer. */
  private async within<T>(milliseconds: number, steps: Generator<void, T>): Promise<T | null> {
    const deadline = this.clock.now() + milliseconds;
    for (;;) {
      const { done, value } = await this.next(steps);
      if (done) return value;
      if (this.clock.now() > deadline) return null;
    }
  }

  private breathed = -Infinity;

  /** The next step; lets messages in now and then. */
  private async next<T, R>(steps: Generator<T, R>): Promise<IteratorResult<T, R>> {
    const now = this.clock.now();
    if (now - this.breathed > BREATH) {
      await this.clock.breathe();
      this.breathed = this.clock.now();
    }
    return steps.next();
  }
}

function unreadable(message: string): MyLog {
  return { verdict: 'unreadable', message, first: null, columns: [] };
}

function told({ verdict, message, first, columns }: LogComparison): MyLog {
  const printed = columns.map(({ column, epochs, values }) => ({
    column,
    epochs: Float64Array.from(epochs),
    values: Float64Array.from(values),
  }));
  const at = first && { epoch: first.epoch, column: first.column };
  return { verdict, message, first: at, columns: printed };
}

function jsonOf(text: string): Json {
  const { tree } = readExperiment(text);
  return tree ? fileOf(tree) : {};
}

function examinationOf(
  state: ExaminationState,
  tried: readonly TriedFix[],
  at: TryProgress | null,
  seen: Seen,
): Examination {
  const best = offered(tried);
  const others = tried.filter(each => !best.includes(each));
  return {
    state,
    edits: [...best.map(each => editOf(each, true)), ...others.map(each => editOf(each, false))],
    at: at && { edit: at.edit, edits: at.edits, seed: at.seed, seeds: SEEDS },
    ...seen,
  };
}

function editOf({ title, path, value, measure, runs }: TriedFix, isOffered: boolean): TriedEdit {
  const { before, after } = runs;
  const rises = [before, after].map(
    all => all.reduce((sum, each) => sum + each.rises, 0) / all.length,
  );
  return {
    title,
    path,
    text: JSON.stringify(value),
    measure,
    before: before.map(({ scores }) => scores[measure] ?? NaN),
    after: after.map(({ scores }) => scores[measure] ?? NaN),
    rises: [rises[0], rises[1]],
    courses: [before[0].course, after[0].course],
    offered: isOffered,
  };
}
