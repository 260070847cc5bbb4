/** Requests that use the run take turns; a later one may interrupt an earlier one. */

/** `train` lasts until the next request; `step` finishes unless it is stopped. */
export type TurnKind = 'train' | 'step' | 'stop';

export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  /** Counts of the requests so far that end a `train`, and of those that end any turn. */
  private endsTraining = 0;
  private endsAll = 0;

  /** Runs `work` after all earlier turns. `interrupted` tells it when to end early. */
  take<T>(kind: TurnKind, work: (interrupted: () => boolean) => Promise<T>): Promise<T> {
    const training = ++this.endsTraining;
    const all = kind === 'stop' ? ++this.endsAll : this.endsAll;
    const interrupted = (): boolean =>
      kind === 'train' ? this.endsTraining !== training : this.endsAll !== all;
    const turn = this.last.then(() => work(interrupted));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
