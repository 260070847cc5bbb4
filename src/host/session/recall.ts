/**
 * Computes the run of an earlier window again, up to the step that is shown, as soon as pictures of
 * it are needed: only the visible ones were saved. Knows nothing of vscode.
 */
import { FEED_NAMES, isWished } from '../../protocol/feeds';
import type { Watch } from '../../protocol/snapshot';
import type { Definition } from './definition';
import type { Loader } from './loader';
import type { RunView } from './run/runView';
import type { SavedRun } from './run/savedRun';
import * as sentences from './sentences';
import type { AskWorker } from './file/source';

export class Recall {
  /** The furthest step of the run and the one shown; null if nothing has to be computed again. */
  private kept: { head: number; step: number } | null = null;
  private underWay: Promise<void> | null = null;
  private cancelled = false;

  constructor(
    private readonly ask: AskWorker,
    private readonly view: RunView,
    private readonly loader: Loader,
    private readonly definition: Definition,
  ) {}

  /** Notes that a run of an earlier window is shown. A fork's file alone does not tell where it began. */
  offer({ definition, state }: SavedRun): void {
    const { timeline, position } = state;
    this.kept = definition.origin ? null : { head: timeline.head, step: position.step };
  }

  /** Nothing is left to compute: the worker has loaded a run in another way. */
  forget(): void {
    this.kept = null;
  }

  /** Computes the run again if this watch needs it. @throws Error if its data can no longer be read */
  async begin(watch: Watch): Promise<void> {
    const { kept } = this;
    if (!kept || this.loader.isBusy || !needsRun(watch)) return;
    this.kept = null;
    this.cancelled = false;
    this.underWay = this.compute(kept.head, kept.step).finally(() => (this.underWay = null));
    await this.underWay;
  }

  /** Resolves when the worker's run has reached the step that is shown, or cannot. */
  async settled(): Promise<void> {
    await this.underWay?.catch(() => undefined);
  }

  /** Gives up. Resolves when the worker is free. */
  async cancel(): Promise<void> {
    if (!this.underWay) return;
    this.cancelled = true;
    if (this.definition.isHeld) await this.ask('pause', {});
    await this.settled();
  }

  private async compute(head: number, step: number): Promise<void> {
    const { ask, view, loader, definition } = this;
    const shown = view.definition;
    if (!shown) return;
    const { status } = view;
    const { state } = status;
    if (state === 'paused') view.setStatus({ state, message: sentences.computedAgain() });
    try {
      await loader.begin('again', shown);
      definition.catchUp();
      // To the furthest step first, so that one can go forward again.
      for (const place of new Set([head, step])) {
        if (!this.cancelled) await ask('goTo', { step: place });
      }
      view.joinRun();
    } catch (error) {
      view.keepRun();
      // A worker that has ended has reported that itself.
      if (view.status.message === sentences.computedAgain()) view.setStatus(status);
      throw error;
    }
  }
}

/**
 * Whether a watch needs more than was saved: tensors, planes and units may be missing, norms and
 * statistics are not; a few lines of the log are not worth a whole run.
 */
function needsRun(watch: Watch): boolean {
  return FEED_NAMES.some(name => name !== 'log' && isWished(watch[name]));
}
