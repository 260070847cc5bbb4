/** Checks the file as it is now, data included. Never touches the run. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Finding } from '../../../experiment/format/finding';
import type { RuledOut } from '../../../protocol/findings';
import type { DataSummary } from '../../../protocol/snapshot';
import type { DataFeed } from './dataFeed';
import { firstError, type AskWorker, type ExperimentSource } from './source';

export interface Checked {
  problems: Finding[];
  /** What is wrong before training, and what is not. */
  findings: Finding[];
  ruledOut: RuledOut[];
  /** null if the data could not be read. */
  summary: DataSummary | null;
  /** Equal for texts that define the same run; null for one with errors. */
  fingerprint: string | null;
  /** Equal for texts with the same checks; null as above. */
  checks: string | null;
  /** What the file says of itself; null if it says nothing, or as above. */
  task: string | null;
}

/** The result for a file that has not been read, or cannot be. */
export const UNREAD: Checked = {
  problems: [],
  findings: [],
  ruledOut: [],
  summary: null,
  fingerprint: null,
  checks: null,
  task: null,
};

/** The checks of a file, as one text. */
export function checksOf({ checks }: Experiment): string {
  return JSON.stringify(checks);
}

/** Differs if the runs differ: comments, names, checks and sweeps do not count. */
export function fingerprintOf(experiment: Experiment): string {
  const words = { name: null, description: null, notation: null, policy: null };
  return JSON.stringify({ ...experiment, ...words, checks: null, sweep: null });
}

type DataChecked = Pick<Checked, 'problems' | 'findings' | 'ruledOut' | 'summary'>;

export class Checker {
  private asked = 0;
  /** The data's part of the last answer, kept while nothing that it depends on changes. */
  private data: ({ key: string } & DataChecked) | null = null;

  constructor(
    private readonly source: ExperimentSource,
    private readonly ask: AskWorker,
    private readonly feed: DataFeed,
  ) {}

  /** Makes the next check read all data files again. */
  forgetData(): void {
    this.data = null;
  }

  async check(): Promise<Checked> {
    const number = ++this.asked;
    const { experiment, problems, text } = await this.source.read(this.ask);
    if (!experiment || firstError(problems)) {
      return { ...UNREAD, problems };
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
      findings: data.findings,
      ruledOut: data.ruledOut,
      summary: data.summary,
      fingerprint,
      checks,
      task: experiment.description,
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
    if (!result) return { key, problems, findings: [], ruledOut: [], summary: null };
    const { findings, ruledOut, summary } = result;
    this.data = { key, problems: [...problems, ...result.problems], findings, ruledOut, summary };
    return this.data;
  }
}
