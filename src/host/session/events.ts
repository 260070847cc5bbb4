/** Events and disposables as vscode has them, for the code that knows nothing of vscode. */
export interface Disposable {
  dispose(): void;
}

/** One that ends all of them. */
export function together(...disposables: Disposable[]): Disposable {
  return {
    dispose: () => {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

/** Subscribes a listener; compatible with `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<{ call(value: T): void }>();

  readonly event: Event<T> = listener => {
    const entry = { call: listener };
    this.listeners.add(entry);
    return { dispose: () => this.listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener.call(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
