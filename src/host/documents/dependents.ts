/** Which sessions depend on which files. Knows nothing of vscode. */
export class Dependents<Session> {
  private readonly files = new Map<Session, { key: string; names: ReadonlySet<string> }>();

  /** The files of a session from now on. Returns whether they are others than before. */
  set(session: Session, names: readonly string[]): boolean {
    const key = names.join('\n');
    if (this.files.get(session)?.key === key) return false;
    this.files.set(session, { key, names: new Set(names) });
    return true;
  }

  /** Every keystroke in any document asks: a look into each session's set, and nothing more. */
  on(name: string): Session[] {
    return [...this.files].filter(([, { names }]) => names.has(name)).map(([session]) => session);
  }

  forget(session: Session): void {
    this.files.delete(session);
  }
}
