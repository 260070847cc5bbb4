/** What is wrong with the file as it is written now, data included. Never touches the run. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Problem } from '../../../experiment/format/problem';
import type { DataSummary } from '../../../protocol/snapshot';
import type { DataFeed } from './dataFeed';
import { firstError, type AskWorker, type ExperimentSource } from './source';

export interface Checked {
  problems: Problem[];
  /** null where the data could not be read. */
  summary: DataSummary | null;
  /** Texts that say the same have the same fingerprint; null for one with errors. */
  fingerprint: string | null;
  /** Texts that check the same have the same; null as above. */
  checks: string | null;
}

/** What is known of a file that has not been read, or cannot be. */
export const UNREAD: Checked = { problems: [], summary: null, fingerprint: null, checks: null };

/** What a file checks, as one text. */
export function checksOf({ checks }: Experiment): string {
  return JSON.stringify(checks);
}

/** Differs where the runs differ: comments, names and what is checked or swept do not count. */
export function fingerprintOf(experiment: Experiment): string {
  const words = { name: null, description: null, notation: null, policy: null };
  return JSON.stringify({ ...experiment, ...words, checks: null, sweep: null });
}

export class Checker {
  private asked = 0;
  /** The data's part of the last answer, kept while nothing it depends on changes. */
  private data: { key: string; problems: Problem[]; summary: DataSummary | null } | null = null;

  constructor(
    private readonly source: ExperimentSource,
    private readonly ask: AskWorker,
    private readonly feed: DataFeed,
  ) {}

  /** A data file has changed: the next check reads all of them again. */
  forgetData(): void {
    this.data = null;
  }

  async check(): Promise<Checked> {
    const number = ++this.asked;
    const { experiment, problems, text } = await this.source.read(this.ask);
    if (!experiment || firstError(problems)) {
      return { problems, summary: null, fingerprint: null, checks: null };
    }
    const { sweep } = experiment;
    const fingerprint = fingerprintOf(experiment);
    const checks = checksOf(experiment);
    const key = JSON.stringify([fingerprint, checks, sweep]);
    const sweepText = sweep ? text : null;
    const data =
      this.data?.key === key ? this.data : await this.checkData(experiment, sweepText, key, number);
    return {
      problems: [...problems, ...data.problems],
      summary: data.summary,
      fingerprint,
      checks,
    };
  }

  private async checkData(
    experiment: Experiment,
    sweepText: string | null,
    key: string,
    number: number,
  ) {
    const { problems, result } = await this.feed.send(experiment, (files, transfer) =>
      this.ask('check', { experiment, files, sweepText, number }, transfer),
    );
    if (!result) return { key, problems, summary: null };
    this.data = { key, problems: [...problems, ...result.problems], summary: result.summary };
    return this.data;
  }
}
