/** Keeps what fails in one part of the page from the other parts. */
export class Wall {
  private readonly told = new Set<string>();

  /** @param tell is called once for each error */
  constructor(private readonly tell: (message: string) => void) {}

  /** Does it; returns the message of its error, or null. */
  guard(work: () => void): string | null {
    try {
      work();
      return null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!this.told.has(message)) this.tell(message);
      this.told.add(message);
      return message;
    }
  }
}
