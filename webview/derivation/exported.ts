/** A derivation to take along: as LaTeX for a report, or as text. */
import type { Derivation } from '../../src/protocol/snapshot';
import type { MenuItem } from '../kit/menu';
import { exactNumber } from '../words/numbers';
import { derivationLines } from './formula/lines';
import { conventionsOf, notesOf } from './formula/notes';
import { placeText, placeWords, type Naming } from './formula/places';
import { words } from './formula/words';

/** The ways to copy it. */
export function copyItems(
  derivation: Derivation,
  naming: Naming,
  digits: number | null,
  copy: (text: string) => void,
): MenuItem[] {
  return [
    { label: words.copyLatex, run: () => copy(derivationLatex(derivation, naming, digits)) },
    { label: words.copyText, run: () => copy(derivationText(derivation, naming)) },
  ];
}

export function derivationLatex(
  derivation: Derivation,
  naming: Naming,
  digits: number | null,
): string {
  const { left, chain, symbols, numbers, conditions, resultTex } = derivationLines(
    derivation,
    naming,
    digits,
  );
  const rows = [
    ...(chain === null ? [] : [chain]),
    ...(symbols === null ? [] : [symbols]),
    ...(numbers.length === 0 ? [] : [numbers.join(' ')]),
    resultTex,
  ].map((tex, at) => `${at === 0 ? `${left} ` : '  '}&= ${plainTex(tex)}`);
  const because = conditions.map(each => `  &\\phantom{=} \\text{because } ${plainTex(each)}`);
  return ['\\begin{aligned}', [...rows, ...because].join(' \\\\\n'), '\\end{aligned}'].join('\n');
}

/** Without what only the page knows: the class of a shape, and letters that plain LaTeX has not. */
function plainTex(tex: string): string {
  return tex
    .replace(/\\class\{[^{}]*\}/g, '')
    .replaceAll(`\\text{${words.penalty}}`, '\\text{penalty}');
}

function derivationText(derivation: Derivation, naming: Naming): string {
  const { place, value, difference } = derivation;
  const lines = [
    `${placeText(naming.description, place)} = ${exactNumber(value)}`,
    placeWords(naming, place),
    ...notesOf(derivation, naming),
    ...conventionsOf(derivation, naming),
  ];
  if (difference?.kind === 'computed') {
    const error = words.relativeError(words.number(difference.relativeError, 2));
    lines.push(`${words.difference} ${exactNumber(difference.numeric)}, ${error}`);
  }
  return lines.join('\n');
}
