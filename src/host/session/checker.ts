/** What is wrong with the file as it is written now, data included. Never touches the run. */
import type { Experiment } from '../../experiment/experiment';
import type { Problem } from '../../experiment/problem';
import type { DataSummary } from '../../protocol/snapshot';
import { firstError, type AskWorker, type ExperimentSource } from './source';

export interface Checked {
  problems: Problem[];
  /** null where the data could not be read. */
  summary: DataSummary | null;
  /** Texts that say the same have the same fingerprint; null for one with errors. */
  fingerprint: string | null;
}

/** Differs where the runs differ: comments, spaces and what the experiment is called do not count. */
export function fingerprintOf(experiment: Experiment): string {
  return JSON.stringify({ ...experiment, name: null, description: null });
}

export class Checker {
  /** The data's part of the last answer, kept while nothing it depends on changes. */
  private data: { fingerprint: string; problems: Problem[]; summary: DataSummary | null } | null =
    null;

  constructor(
    private readonly source: ExperimentSource,
    private readonly ask: AskWorker,
  ) {}

  /** A data file has changed: the next check reads all of them again. */
  forgetData(): void {
    this.data = null;
  }

  async check(): Promise<Checked> {
    const { experiment, problems } = await this.source.read(this.ask);
    if (!experiment || firstError(problems)) return { problems, summary: null, fingerprint: null };
    const fingerprint = fingerprintOf(experiment);
    const data =
      this.data?.fingerprint === fingerprint
        ? this.data
        : await this.checkData(experiment, fingerprint);
    return { problems: [...problems, ...data.problems], summary: data.summary, fingerprint };
  }

  private async checkData(experiment: Experiment, fingerprint: string) {
    const { files, problems } = await this.source.readFiles(experiment);
    if (firstError(problems)) return { fingerprint, problems, summary: null };
    const answer = await this.ask('check', { experiment, files });
    this.data = {
      fingerprint,
      problems: [...problems, ...answer.problems],
      summary: answer.summary,
    };
    return this.data;
  }
}
