/** A question that is asked again and again: only the newest answer counts. */
export class NewestAnswer<Answer> {
  private asked = 0;
  private newest: Promise<void> = Promise.resolve();

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly take: (answer: Answer) => void,
  ) {}

  /** Resolves when the newest answer has been taken; an earlier one, or its failure, is passed over. */
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
