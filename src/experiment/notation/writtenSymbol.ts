/** One symbol of a course, from the way a file writes it: as text in a line, and as TeX. */

export interface WrittenSymbol {
  /** In a line of words, with its layer: `W²`, `Zᵢₙ²`. */
  text: string;
  /** The same without the layer, where that is said already. */
  name: string;
  /** TeX, in three parts, so that indices can stand beside the symbol's own subscript. */
  tex: { letter: string; layer: string; own: string };
}

/** @param layer counted from 1; null: the symbol stands for itself */
export function writeSymbol(symbol: string, layer: number | null): WrittenSymbol {
  const { letter, own } = parts(symbol.trim());
  const name = plainText(letter) + lowered(plainText(own));
  return {
    text: name + (layer === null ? '' : raised(layer)),
    name,
    tex: {
      letter: texOf(letter),
      layer: layer === null ? '' : `(${layer})`,
      own: own === '' ? '' : uprightTex(own),
    },
  };
}

/** What is wrong with a symbol, in words that follow its name; null where it can be written. */
export function symbolTrouble(symbol: string): string | null {
  if (symbol.trim() === '') return 'is empty';
  if (symbol.length > LONGEST) return `is longer than ${LONGEST} characters`;
  let open = 0;
  for (const character of symbol) {
    if (character === '{') open++;
    if (character === '}') open--;
    if (open < 0) break;
  }
  return open === 0 ? null : 'has a brace { or } without the other';
}

const LONGEST = 40;

/** `Z_{in}`: the letter, and the subscript that is its own. */
function parts(symbol: string): { letter: string; own: string } {
  let depth = 0;
  for (let at = 0; at < symbol.length; at++) {
    if (symbol[at] === '{') depth++;
    if (symbol[at] === '}') depth--;
    if (symbol[at] !== '_' || depth > 0 || at === 0) continue;
    const rest = symbol.slice(at + 1).trim();
    const inner = /^\{([^{}]*)\}$/.exec(rest)?.[1] ?? rest;
    return { letter: symbol.slice(0, at), own: inner };
  }
  return { letter: symbol, own: '' };
}

/** A letter is a variable; several without a command are the name of one. */
function texOf(letter: string): string {
  if (/^[A-Za-z]$/.test(letter) || /[\\^{}]/.test(letter)) return letter;
  return /^[A-Za-z0-9]+$/.test(letter) ? `\\mathit{${letter}}` : escaped(letter);
}

/** Words below a symbol stand upright, a single letter does not. */
function uprightTex(own: string): string {
  if (own.length === 1 || /[\\^{}]/.test(own)) return own;
  return `\\mathrm{${escaped(own)}}`;
}

function escaped(text: string): string {
  return text.replace(/[#$%&]/g, character => `\\${character}`);
}

const FONTS = /\\(?:mathbf|mathrm|mathit|mathcal|mathsf|boldsymbol|bm|text|operatorname)\b/g;
const ACCENTS: Record<string, string> = {
  hat: '\u0302',
  bar: '\u0304',
  tilde: '\u0303',
  vec: '\u20D7',
};
const GREEK: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  Gamma: 'Γ',
  delta: 'δ',
  Delta: 'Δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  Theta: 'Θ',
  kappa: 'κ',
  lambda: 'λ',
  Lambda: 'Λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  Xi: 'Ξ',
  pi: 'π',
  Pi: 'Π',
  rho: 'ρ',
  sigma: 'σ',
  Sigma: 'Σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  Phi: 'Φ',
  chi: 'χ',
  psi: 'ψ',
  Psi: 'Ψ',
  omega: 'ω',
  Omega: 'Ω',
  ell: 'ℓ',
  nabla: '∇',
  partial: '∂',
};

/** TeX as a person would type it into a line of text. */
function plainText(tex: string): string {
  return tex
    .replace(FONTS, '')
    .replace(/\\([A-Za-z]+)\s*\{?([A-Za-z])\}?/g, (whole, command: string, letter: string) =>
      command in ACCENTS ? (letter + ACCENTS[command]).normalize('NFC') : whole,
    )
    .replace(/\\([A-Za-z]+)\s*/g, (_, command: string) => GREEK[command] ?? command)
    .replace(/[{}\\]/g, '')
    .replaceAll("'", '′')
    .trim();
}

const BELOW: Record<string, string> = {
  a: 'ₐ',
  e: 'ₑ',
  h: 'ₕ',
  i: 'ᵢ',
  j: 'ⱼ',
  k: 'ₖ',
  l: 'ₗ',
  m: 'ₘ',
  n: 'ₙ',
  o: 'ₒ',
  p: 'ₚ',
  r: 'ᵣ',
  s: 'ₛ',
  t: 'ₜ',
  u: 'ᵤ',
  v: 'ᵥ',
  x: 'ₓ',
  0: '₀',
  1: '₁',
  2: '₂',
  3: '₃',
  4: '₄',
  5: '₅',
  6: '₆',
  7: '₇',
  8: '₈',
  9: '₉',
};

/** As a subscript where Unicode has the letters, else after an underscore. */
function lowered(text: string): string {
  if (text === '') return '';
  const letters = [...text].map(letter => BELOW[letter]);
  return letters.includes(undefined as never) ? `_${text}` : letters.join('');
}

function raised(layer: number): string {
  return String(layer).replace(/\d/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
}
