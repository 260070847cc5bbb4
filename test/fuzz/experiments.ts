/**
 * Experiment files that something has happened to: read without throwing, every range inside the
 * text, every fix applied and read again, and what the editor makes of the text.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from 'jsonc-parser';
import { editsOf } from '../../src/experiment/format/fixes';
import { rangeOf, readExperiment } from '../../src/experiment/read';
import { hintsOf } from '../../src/host/expression/expressionText';
import { hoveredIn } from '../../src/host/hovers/target';
import { outlineOf } from '../../src/host/editor/outline';
import { symbolsOf } from '../../src/host/editor/symbolTree';
import type { Dice } from './library/dice';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 300;

const FOLDER = path.join(__dirname, '../fixtures/experiments');
const FILES = ['good', 'broken']
  .flatMap(kind => readdirSync(path.join(FOLDER, kind)).map(file => path.join(FOLDER, kind, file)))
  .filter(file => file.endsWith('.backprop.json'))
  .map(file => readFileSync(file, 'utf8'));
const WORDS = FILES.join(' ').match(/"[^"\n]{1,30}"/g) ?? [];
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\\',
    '\\u12',
    '//',
    '/*',
    '*/',
    '\n',
    '\r',
    '\t',
    ' ',
    "'",
  ],
  ...['0', '1', '-1', '1e9', '1e999', '.5', '01', 'true', 'null', 'None', 'NaN', '0x1', '\0'],
  ...[
    '\uFEFF',
    '😀',
    '\uD800',
    '½',
    '𝑥',
    '"__proto__"',
    '"constructor"',
    '"*"',
    '"a.b"',
    '"../d.csv"',
  ],
];
const VALUES = [0, -1, 1e308, 0.5, '', 'moons', 'd.csv', 'xavier', '*', true, null, [], {}, [[]]];

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => look(textOf(dice), dice));
}

function textOf(dice: Dice): string {
  if (dice.once(6)) return dice.text([...PIECES, ...WORDS], 30);
  const file = dice.pick(FILES);
  return dice.once(2) ? cut(file, dice) : swapped(file, dice);
}

/** With parts taken out, doubled, or replaced. */
function cut(file: string, dice: Dice): string {
  let text = file;
  for (let times = 1 + dice.below(3); times > 0; times--) {
    const at = dice.below(text.length + 1);
    const length = dice.below(dice.pick([2, 10, 80]));
    const instead = dice.pick([
      text.slice(at, at + length).repeat(2),
      dice.text(PIECES, 3),
      dice.pick(WORDS),
      '',
    ]);
    text = text.slice(0, at) + instead + text.slice(at + length);
  }
  return text;
}

/** With another value, or another word, in the place of one of its words. */
function swapped(file: string, dice: Dice): string {
  const words = file.split(/("[^"\n]{0,40}"|[\d.]{1,9})/);
  for (let times = 1 + dice.below(3); times > 0; times--) {
    const at = 1 + 2 * dice.below(words.length >> 1);
    if (at < words.length)
      words[at] = dice.once(2) ? dice.pick(WORDS) : JSON.stringify(dice.pick(VALUES));
  }
  return words.join('');
}

function look(text: string, dice: Dice): void {
  const { experiment, expression, problems, tree } = readExperiment(text);
  const failed = problems.some(({ severity }) => severity === 'error');
  assert.equal(experiment === null && expression === null, failed, text);
  for (const { place, message, fixes } of problems) {
    const { offset, length } = rangeOf(tree, place);
    const isInside = offset >= 0 && length > 0 && offset + length <= Math.max(1, text.length);
    assert.ok(isInside, `${offset} + ${length} of ${text.length}: ${message}`);
    assert.ok(message.length > 10 && message.length < 3000, message);
    for (const fix of fixes) readExperiment(applyEdits(text, editsOf(text, tree, fix)));
  }
  outlineOf(text);
  symbolsOf(text);
  hoveredIn(text, dice.below(text.length + 1));
  if (expression) hintsOf(expression);
}
