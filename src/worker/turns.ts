/** Requests that touch the run take turns; a later one may ask an earlier one to end. */

/** `train` goes on until something else is asked for; `step` is finished unless stopped. */
export type TurnKind = 'train' | 'step' | 'stop';

export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  /** How often something was asked for that ends a `train`, and how often one that ends anything. */
  private endsTraining = 0;
  private endsAll = 0;

  /** Runs `work` when all earlier turns are over. `interrupted` says that it should end now. */
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
