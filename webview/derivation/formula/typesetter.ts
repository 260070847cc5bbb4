/**
 * TeX becomes MathML. A script of its own, the only one that knows temml: it is large, and the page
 * draws everything but derivations without it; see derivation/math.ts.
 */
import temml from 'temml';

export interface Typesetter {
  /** Fills the node with a formula; what TeX does not know is shown as it stands. */
  typeset(tex: string, node: HTMLElement): void;
}

/** Where the page finds it. */
export interface TypesetterWindow extends Window {
  typesetter?: Typesetter;
}

const OPTIONS = {
  throwOnError: false,
  strict: false,
  // Classes mark what can be opened; no other command that reaches beyond the formula is obeyed.
  trust: ({ command }: { command: string }) => command === '\\class',
};

const own: TypesetterWindow = window;
own.typesetter = { typeset: (tex, node) => temml.render(tex, node, OPTIONS) };
