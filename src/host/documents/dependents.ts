/** Tells which sessions depend on which files. Knows nothing of vscode. */
export class Dependents<Session> {
  private readonly files = new Map<Session, { key: string; names: ReadonlySet<string> }>();

  /** Sets the files of a session. @returns whether they have changed */
  set(session: Session, names: readonly string[]): boolean {
    const key = names.join('\n');
    if (this.files.get(session)?.key === key) return false;
    this.files.set(session, { key, names: new Set(names) });
    return true;
  }

  /** Called at every keystroke in any document: one look-up per session, and nothing more. */
  on(name: string): Session[] {
    return [...this.files].filter(([, { names }]) => names.has(name)).map(([session]) => session);
  }

  forget(session: Session): void {
    this.files.delete(session);
  }
}
