/** Loads runs of a file into the worker, one at a time. Knows nothing of vscode. */
import type { StopConditions, Watch } from '../../protocol/snapshot';
import { fingerprintOf } from './file/checker';
import type { DataFeed } from './file/dataFeed';
import type { Definition } from './definition';
import type { RunDefinition } from './run/pastRuns';
import type { RunView } from './run/runView';
import * as sentences from './sentences';
import { firstError, type AskWorker, type ExperimentSource } from './file/source';

export interface LoaderContext {
  source: ExperimentSource;
  ask: AskWorker;
  view: RunView;
  feed: DataFeed;
  definition: Definition;
  /** Sends the worker its settings before it loads the run. */
  wishes(): { watched: Watch; stops: StopConditions; threads: number };
  /** Called once the worker holds the run. @param fingerprint of the file; null: the run is an earlier one */
  loaded(fingerprint: string | null): void;
}

/**
 * `again` loads the run that is shown after its worker has lost it; its frames wait for `joinRun`.
 * `reopen` loads an earlier run.
 */
type Request = 'load' | 'fork' | 'again' | 'reopen';

export class Loader {
  private loading: Promise<void> | null = null;

  constructor(private readonly context: LoaderContext) {}

  get isBusy(): boolean {
    return this.loading !== null;
  }

  /** @throws Refusal if the file or its data has an error; the run before stays as it was */
  begin(request: Request, definition: RunDefinition): Promise<void> {
    this.loading ??= this.load(request, definition).finally(() => (this.loading = null));
    return this.loading;
  }

  /**
   * Loads a past run, which keeps its number.
   * @returns the step at which it was left; null if there is no run of this number
   * @throws Refusal as `begin`; Error with a sentence if it is a fork
   */
  async reopen(number: number): Promise<number | null> {
    const { pastRuns } = this.context.view;
    const run = pastRuns.runs.find(each => each.number === number);
    if (!run) return null;
    if (run.origin) throw new Error(sentences.forkNotOpened());
    const { experiment, text, origin, step } = run;
    await this.begin('reopen', { experiment, text, origin });
    pastRuns.reopen(number);
    return step;
  }

  private async load(request: Request, requested: RunDefinition): Promise<void> {
    const { source, ask, view, feed, definition } = this.context;
    const { experiment, origin } = requested;
    const fingerprint = fingerprintOf(experiment);
    const notRead = definition.readData();
    try {
      const { watched, stops, threads } = this.context.wishes();
      await ask('watch', watched);
      await ask('stopWhen', stops);
      const name = experiment.name ?? source.fileName;
      view.expectRun();
      const { problems, result } = await feed.send(experiment, (files, transfer) =>
        ask(request === 'fork' ? 'fork' : 'load', { experiment, name, files, threads }, transfer),
      );
      const answer = result ?? { description: null, problems };
      if (!answer.description) throw view.refuse(firstError(answer.problems));
      definition.begin(fingerprint);
      if (request === 'again') return;
      const isOfFile = request !== 'reopen';
      this.context.loaded(isOfFile ? fingerprint : null);
      view.beginRun(answer.description, requested, origin ? sentences.forked() : '');
    } catch (error) {
      notRead();
      view.keepRun();
      throw error;
    }
  }
}
