/** A parsed text and the files that it names, each computed once. Knows nothing of vscode. */
import { requiredFiles } from '../../experiment/prepare';
import { readExperiment } from '../../experiment/read';
import { sweptFiles } from '../../experiment/validateSweep';

export type Read = ReturnType<typeof readExperiment> & { text: string };

export class ReadText {
  readonly read: Read;
  private paths: readonly string[] | null = null;

  /** @param swept tests count how often the runs of a sweep are read */
  constructor(
    text: string,
    private readonly swept = sweptFiles,
  ) {
    this.read = { ...readExperiment(text), text };
  }

  /**
   * Every file that the experiment or a run of its sweep names. This reads the runs of the sweep, up
   * to 500, so the result is kept: it is asked for at every keystroke.
   */
  get files(): readonly string[] {
    return (this.paths ??= this.named());
  }

  private named(): string[] {
    const { experiment } = this.read;
    if (!experiment) return [];
    const swept = experiment.sweep ? this.swept(this.read) : [];
    return [...new Set([...requiredFiles(experiment), ...swept])];
  }
}
