/** Lines of typeset formulas, and the typesetter's way into the page. */
import { element } from '../../kit/dom';
import type { TypesetterWindow } from './typesetter';

/** Whether lines can be typeset yet. */
export function canTypeset(): boolean {
  return (window as TypesetterWindow).typesetter !== undefined;
}

let isLoading = false;

/** Loads the typesetter once, after the page's next picture; then calls back. */
export function loadTypesetter(loaded: () => void): void {
  if (isLoading) return;
  isLoading = true;
  const page = document.querySelector<HTMLScriptElement>('script[data-typesetter]');
  const script = element('script', { attributes: { src: page?.dataset.typesetter ?? '' } });
  script.nonce = page?.nonce ?? '';
  script.addEventListener('load', loaded);
  script.addEventListener('error', () => {
    throw new Error('The typesetter cannot be loaded.');
  });
  requestAnimationFrame(() => window.setTimeout(() => document.body.append(script)));
}

/** A sign at the beginning of a piece; it stands apart from what it works on. */
const OPERATOR = /^(\+|-|=|\\cdot|\\leftarrow) /;

/** A line of typeset formulas, which scrolls where it is wider than the page. */
export class MathLine {
  readonly element: HTMLElement;
  private tex: string | null = null;

  constructor(className = 'formula') {
    this.element = element('div', { class: className });
  }

  /** Each piece is a formula of its own: the line may be broken before it. True where it changed. */
  update(pieces: readonly string[]): boolean {
    const tex = pieces.join('\n');
    if (tex === this.tex) return false;
    this.tex = tex;
    const nodes = pieces.flatMap((piece, at) =>
      at > 0 ? [' ', mathNode(piece, true)] : [mathNode(piece, true)],
    );
    this.element.replaceChildren(...nodes);
    return true;
  }
}

/** A formula; until the typesetter is there, its TeX. @param isDisplayed with sums and fractions in full size */
export function mathNode(tex: string, isDisplayed: boolean): HTMLElement {
  const node = element('span', { class: 'math', text: tex });
  const { typesetter } = window as TypesetterWindow;
  const style = isDisplayed ? '\\displaystyle ' : '';
  typesetter?.typeset(`${style}${tex.replace(OPERATOR, '$1\\; ')}`, node);
  return node;
}
