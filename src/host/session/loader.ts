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
  /** Called once the worker holds the run. */
  loaded(fingerprint: string): void;
}

export class Loader {
  private loading: Promise<void> | null = null;

  constructor(private readonly context: LoaderContext) {}

  get isBusy(): boolean {
    return this.loading !== null;
  }

  /**
   * `again` loads the run that is shown after its worker has lost it; its frames wait for `joinRun`.
   * @throws Refusal if the file or its data has an error; the run before stays as it was
   */
  begin(request: 'load' | 'fork' | 'again', definition: RunDefinition): Promise<void> {
    this.loading ??= this.load(request, definition).finally(() => (this.loading = null));
    return this.loading;
  }

  private async load(request: 'load' | 'fork' | 'again', requested: RunDefinition): Promise<void> {
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
      const edited = definition.begin(fingerprint);
      if (request === 'again') return;
      this.context.loaded(fingerprint);
      const notice = origin ? sentences.FORKED : edited ? sentences.EDITED : '';
      view.beginRun(answer.description, requested, notice);
    } catch (error) {
      notRead();
      view.keepRun();
      throw error;
    }
  }
}
