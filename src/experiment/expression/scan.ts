/** The characters of a step, before it is parsed: only what an expression is made of may pass. */
import { replaced, Trouble } from './trouble';

/** Longer than anybody can read. */
const LONGEST = 1000;
/** The parser is recursive. */
const DEEPEST = 50;

/** How people write what a keyboard has no key for, and what it is here. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...['×', '·', '⋅', '∙', '∗'].map(sign => [sign, '*'] as const),
  ...['−', '–', '—'].map(sign => [sign, '-'] as const),
  ...['÷', '∕', '⁄'].map(sign => [sign, '/'] as const),
  ...['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'].map(
    (sign, power) => [sign, `^${power}`] as const,
  ),
  ['\u00a0', ' '],
]);

/** @throws Trouble at the first character that cannot stand in a step */
export function scanStep(step: string): void {
  if (step.length > LONGEST) {
    const message = `A step has at most ${LONGEST.toLocaleString('en-US')} characters: cut this one into several.`;
    throw new Trouble('too-long', message, 0, step.length);
  }
  let at = 0;
  for (const character of step) {
    checkCharacter(step, character, at);
    at += character.length;
  }
  scanBrackets(step);
}

function checkCharacter(step: string, character: string, at: number): void {
  const end = at + character.length;
  const refuse = (message: string, ...fixes: { title: string; step: string }[]): never => {
    throw new Trouble('character', message, at, end, fixes);
  };
  const meant = MEANT.get(character);
  if (meant !== undefined) {
    const all = [...step].map(each => MEANT.get(each) ?? each).join('');
    const written = character === '\u00a0' ? 'This no-break space' : `\`${character}\``;
    refuse(`${written} cannot be read here: write ${inWords(meant)}.`, {
      title: `Write ${inWords(meant)}`,
      step: all,
    });
  }
  if (character === '*' && step[at + 1] === '*') {
    throw new Trouble('character', 'A power is written with ^, not with **.', at, at + 2, [
      { title: 'Write ^', step: replaced(step, at, at + 2, '^') },
    ]);
  }
  if (
    !/[\p{L}\p{N}_.+\-*/^(),=\s]/u.test(character) ||
    /[^\P{White_Space} \t\n\r]/u.test(character)
  ) {
    refuse(
      `\`${character}\` cannot stand in a step: there are names, numbers, + - * / ^, parentheses and functions.`,
    );
  }
}

function inWords(meant: string): string {
  return meant === ' ' ? 'a space' : meant;
}

/** Parentheses that belong together, and commas in calls alone. */
function scanBrackets(step: string): void {
  const open: { at: number; isCall: boolean }[] = [];
  for (let at = 0; at < step.length; at++) {
    const character = step[at];
    if (character === '(') open.push({ at, isCall: /[\p{L}\p{N}_]\s*$/u.test(step.slice(0, at)) });
    if (open.length > DEEPEST) {
      const message = `Parentheses are nested more than ${DEEPEST} deep here.`;
      throw new Trouble('too-deep', message, at, at + 1);
    }
    if (character === ')' && !open.pop()) {
      throw new Trouble(
        'parenthesis',
        'This ) closes nothing: there is no ( before it.',
        at,
        at + 1,
      );
    }
    if (character === ',' && !open.at(-1)?.isCall) {
      const message = 'A comma stands only between the arguments of a function.';
      throw new Trouble('comma', message, at, at + 1);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    const { at } = unclosed;
    throw new Trouble('parenthesis', 'This ( is not closed: a ) is missing.', at, at + 1);
  }
}
