/**
 * A run of an earlier window, computed again by the worker up to where it is shown, as soon as
 * pictures of it are wanted: only those that were in sight were kept. Knows nothing of vscode.
 */
import type { Watch } from '../../protocol/snapshot';
import type { Definition } from './definition';
import type { Loader } from './loader';
import type { RunView } from './run/runView';
import type { SavedRun } from './run/savedRun';
import * as sentences from './sentences';
import type { AskWorker } from './file/source';

export class Recall {
  /** Steps that the run had come to, and where it stands; null: there is nothing to compute again. */
  private kept: { head: number; step: number } | null = null;
  private underWay: Promise<void> | null = null;
  private cancelled = false;

  constructor(
    private readonly ask: AskWorker,
    private readonly view: RunView,
    private readonly loader: Loader,
    private readonly definition: Definition,
  ) {}

  /** A run of an earlier window is shown. A fork's file alone does not say where it began. */
  offer({ definition, state }: SavedRun): void {
    const { timeline, position } = state;
    this.kept = definition.origin ? null : { head: timeline.head, step: position.step };
  }

  /** The worker has been given a run in another way. */
  forget(): void {
    this.kept = null;
  }

  /** Throws where the data cannot be read any more: what is shown stays. */
  async begin(watch: Watch): Promise<void> {
    const { kept } = this;
    if (!kept || this.loader.isBusy || !needsRun(watch)) return;
    this.kept = null;
    this.cancelled = false;
    this.underWay = this.compute(kept.head, kept.step).finally(() => (this.underWay = null));
    await this.underWay;
  }

  /** Resolves when the worker's run stands where it is shown, or will not come there. */
  async settled(): Promise<void> {
    await this.underWay?.catch(() => undefined);
  }

  /** What is shown is not wanted any more. Resolves when the worker is free. */
  async cancel(): Promise<void> {
    if (!this.underWay) return;
    this.cancelled = true;
    if (this.definition.isHeld) await this.ask('pause', {});
    await this.settled();
  }

  private async compute(head: number, step: number): Promise<void> {
    const { ask, view, loader, definition } = this;
    const made = view.definition;
    if (!made) return;
    const { status } = view;
    const { state } = status;
    if (state === 'paused') view.setStatus({ state, message: sentences.COMPUTED_AGAIN });
    try {
      await loader.begin('again', made);
      definition.catchUp();
      // First to the end: a person who had gone back can go forward again.
      for (const place of new Set([head, step])) {
        if (!this.cancelled) await ask('goTo', { step: place });
      }
      view.joinRun();
    } catch (error) {
      view.keepRun();
      // A worker that has ended has had something to say itself.
      if (view.status.message === sentences.COMPUTED_AGAIN) view.setStatus(status);
      throw error;
    }
  }
}

/** Norms and statistics were kept; what is drawn of a tensor, a plane or a unit may not have been. */
function needsRun({ tensors, boundary, units, maps, histogram, derivation }: Watch): boolean {
  return tensors.length > 0 || boundary > 0 || Boolean(units ?? maps ?? histogram ?? derivation);
}
