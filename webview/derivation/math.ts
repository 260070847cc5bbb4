/** The only place that knows the typesetter: TeX becomes MathML, built node by node. */
import temml from 'temml';
import { element } from '../dom';

const OPTIONS = {
  throwOnError: false,
  strict: false,
  // Classes mark what can be opened; no other command that reaches beyond the formula is obeyed.
  trust: ({ command }: { command: string }) => command === '\\class',
};

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
      at > 0 ? [' ', mathNode(piece)] : [mathNode(piece)],
    );
    this.element.replaceChildren(...nodes);
    return true;
  }
}

function mathNode(tex: string): HTMLElement {
  const node = element('span', { class: 'math' });
  temml.render(`\\displaystyle ${tex.replace(OPERATOR, '$1\\; ')}`, node, OPTIONS);
  return node;
}
