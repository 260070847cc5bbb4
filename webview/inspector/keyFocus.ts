/** Says whether keys are the rows': VS Code's own keys for them hold only then. */

export class KeyFocus {
  private isOnRows = false;

  /**
   * @param tell is called when that has changed
   * @param settle is called when the page gets the focus and no part of it has it
   */
  constructor(
    private readonly tell: (isOnRows: boolean) => void,
    settle: () => void,
  ) {
    addEventListener('focus', () => {
      if (document.activeElement === document.body) settle();
      this.look(true);
    });
    addEventListener('blur', () => this.look(false));
    document.addEventListener('focusin', () => this.look(true));
  }

  private look(hasFocus: boolean): void {
    const isField = document.activeElement?.matches('input, select') ?? false;
    const isOnRows = hasFocus && !isField;
    if (isOnRows === this.isOnRows) return;
    this.isOnRows = isOnRows;
    this.tell(isOnRows);
  }
}
