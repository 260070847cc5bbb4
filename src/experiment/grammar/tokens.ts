/** The characters of a step or a formula → numbers, names and signs with their places. */
import { formatInteger } from '../../engine/ground/numbers';
import { findStray, shown, written, type StrayCharacter } from './characters';
import { POWER, type Language } from './language';
import { replaced, Trouble } from './trouble';

/** Longer than anybody can read. */
const LONGEST = 1000;
/** The parser is recursive. */
const DEEPEST = 50;

export interface Token {
  /** `odd`: neither a number nor a name, as `1.2.3`. */
  kind: 'number' | 'name' | 'sign' | 'odd';
  text: string;
  start: number;
  /** After the last character. */
  end: number;
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iuy;
const NAME = /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy;
/** What a number runs into that makes it none: `1.2.3`, `1e`, `2e-`. */
const AFTER_NUMBER = /[\p{N}.][\p{L}\p{N}\p{M}_.]*|e(?![\p{L}\p{N}_])[+-]?/iuy;
const RUN = /[\p{L}\p{N}\p{M}_.]+/uy;
/** Libraries of Python: their functions need no such word here. */
const MODULES = ['np', 'numpy', 'math', 'torch', 'tf'];

/** @throws Trouble at the first character that cannot stand there, or parenthesis without its other */
export function scan(text: string, language: Language<string>): Token[] {
  const { noun } = language;
  if (text.length > LONGEST) {
    const limit = formatInteger(LONGEST);
    const message = `A${noun.slice(1)} has at most ${limit} characters: cut this one into several.`;
    throw new Trouble('too-long', message, 0, text.length);
  }
  const stray = findStray(text, language);
  if (stray) throw strayTrouble(stray, text, language);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = tokens.at(-1)?.end ?? at) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at < text.length) tokens.push(tokenAt(text, at, tokens.at(-1), language));
    else break;
  }
  checkBrackets(tokens);
  return tokens;
}

function strayTrouble(stray: StrayCharacter, text: string, language: Language<string>): Trouble {
  const { cluster, start, end, meant } = stray;
  if (/^[\^⁺⁻⁰¹²³⁴-⁹]/u.test(cluster) && meant === null) {
    return powerTrouble(text, start, end, language);
  }
  const refused = (message: string, title?: string) => {
    const fixes = title === undefined ? [] : [{ title, text: written(text, language) }];
    return new Trouble('character', message, start, end, fixes);
  };
  const { noun, madeOf } = language;
  if (meant === null)
    return refused(`${shown(cluster)} cannot stand in ${noun}: there are ${madeOf}.`);
  if (meant === '') {
    const message = `An invisible character, ${shown(cluster)}, stands here: take it out.`;
    return refused(message, `Take out ${shown(cluster)}`);
  }
  const what = meant === ' ' ? `The blank ${shown(cluster)}` : shown(cluster);
  const wanted = meant === ' ' ? 'a space' : meant;
  return refused(`${what} cannot be read here: write ${wanted}.`, `Write ${wanted}`);
}

function powerTrouble(
  text: string,
  start: number,
  end: number,
  { operators }: Language<string>,
): Trouble {
  if (operators.has(POWER)) {
    return new Trouble('character', 'A power is written with ^, not with **.', start, end, [
      { title: 'Write ^', text: replaced(text, start, end, POWER) },
    ]);
  }
  const message = 'Powers are written as products here, as in a * a.';
  return new Trouble('character', message, start, end);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function tokenAt(
  text: string,
  start: number,
  before: Token | undefined,
  language: Language<string>,
): Token {
  const token = (kind: Token['kind'], length: number): Token => {
    const end = start + length;
    return { kind, text: text.slice(start, end), start, end };
  };
  const number = match(NUMBER, text, start);
  if (number !== null) {
    const after = match(AFTER_NUMBER, text, start + number.length);
    return token(after === null ? 'number' : 'odd', number.length + (after?.length ?? 0));
  }
  const name = match(NAME, text, start);
  if (name !== null) {
    if (text[start + name.length] !== '.') return token('name', name.length);
    if (MODULES.includes(name)) throw moduleTrouble(text, name, start);
    if (language.hasMembers) return token('name', name.length);
  }
  const isMember = language.hasMembers && (before?.kind === 'name' || before?.text === ')');
  const run = match(RUN, text, start);
  if (run !== null && !(isMember && run.startsWith('.'))) return token('odd', run.length);
  if (text.startsWith('**', start)) throw powerTrouble(text, start, start + 2, language);
  return token('sign', 1);
}

/** `np.exp(x)` */
function moduleTrouble(text: string, name: string, start: number): Trouble {
  const end = start + name.length + 1;
  const message = `Functions need no library here: write them without \`${name}.\`.`;
  const fix = { title: `Leave out \`${name}.\``, text: replaced(text, start, end, '') };
  return new Trouble('module', message, start, end, [fix]);
}

/** Parentheses that belong together, and commas in calls alone. */
function checkBrackets(tokens: readonly Token[]): void {
  const open: { bracket: Token; isCall: boolean }[] = [];
  for (const [index, token] of tokens.entries()) {
    const { text, start, end } = token;
    const refuse = (id: string, message: string) => new Trouble(id, message, start, end);
    if (text === '(') open.push({ bracket: token, isCall: tokens[index - 1]?.kind === 'name' });
    if (open.length > DEEPEST) {
      throw refuse('too-deep', `Parentheses are nested more than ${DEEPEST} deep here.`);
    }
    if (text === ')' && !open.pop()) {
      throw refuse('parenthesis', 'This ) closes nothing: there is no ( before it.');
    }
    if (text === ',' && !open.at(-1)?.isCall) {
      throw refuse('comma', 'A comma stands only between the arguments of a function.');
    }
  }
  const unclosed = open.at(-1)?.bracket;
  if (!unclosed) return;
  const message = 'This ( is not closed: a ) is missing.';
  throw new Trouble('parenthesis', message, unclosed.start, unclosed.end);
}
