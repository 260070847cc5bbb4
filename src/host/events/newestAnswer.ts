/** A request that is repeated often: only the newest answer counts. */
export class NewestAnswer<Answer> {
  private asked = 0;
  private newest: Promise<void> = Promise.resolve();

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly take: (answer: Answer) => void,
  ) {}

  /** Resolves with the newest answer in place; earlier ones, and their failures, are ignored. */
  again(): Promise<void> {
    const number = ++this.asked;
    const isNewest = (): boolean => number === this.asked;
    this.newest = this.ask().then(
      answer => (isNewest() ? this.take(answer) : this.newest),
      (error: unknown) => {
        if (!isNewest()) return this.newest;
        throw error;
      },
    );
    return this.newest;
  }
}
