/**
 * What is written in small languages: steps, formulas, paths, lines of the log, symbols; and what
 * comes from outside: messages of the page, bytes of a saved run. Read or refused, never thrown.
 */
import assert from 'node:assert/strict';
import { STEP } from '../../src/experiment/expression/functions';
import { parse } from '../../src/experiment/grammar/parse';
import { scan } from '../../src/experiment/grammar/tokens';
import { Trouble } from '../../src/experiment/grammar/trouble';
import { parseLogFormat, renderLog } from '../../src/experiment/notation/logFormat';
import { symbolTrouble, writeSymbol } from '../../src/experiment/notation/writtenSymbol';
import { rangeOf, readExperiment } from '../../src/experiment/read';
import { isOpen, parseFormula } from '../../src/experiment/verify/formula';
import { parseInspectPath } from '../../src/experiment/verify/inspectPath';
import { decodeValue } from '../../src/host/session/run/bytes';
import { readFromPanel } from '../../src/protocol/fromPanel';
import type { Dice } from './library/dice';
import { mangled } from './library/mangle';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 1500;

const SIGNS = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '@',
  '=',
  '(',
  ')',
  '(',
  ')',
  ',',
  '.',
  ' ',
  '**',
  '%',
  '[',
  '\n',
];
const NAMES = [
  'x',
  'y',
  'q',
  'xy',
  'exp',
  'max',
  'sum',
  'sin',
  'np.',
  'math.',
  'aPrev',
  'W1',
  '.T',
  '.dot',
  'axis=0',
];
const NUMBERS = ['2', '.5', '1e9', '1e', '1.2.3', '2e-', '1e999', '0'];
const ODD = [
  '½',
  '𝑥',
  '²',
  '⁻',
  '³',
  '①',
  '٣',
  '−',
  '×',
  '√',
  'ᵀ',
  'é',
  'e\u0301',
  '\u0302',
  '\uFEFF',
  '\uD800',
  '😀',
  '\0',
  '\u202E',
];
const TEXTS = [...SIGNS, ...SIGNS, ...NAMES, ...NUMBERS, ...ODD];
const FORMATS = [
  '{',
  '}',
  '{{',
  '}}',
  '{loss',
  ':',
  '.5f',
  '.3',
  '{epoch}',
  '%',
  '<',
  '=',
  '0',
  '12',
  ',',
  '_',
  'é',
  ' ',
];
const SYMBOLS = [
  '\\',
  '{',
  '}',
  '_',
  '^',
  'W',
  'delta',
  'hat',
  'mathbf',
  ' ',
  "'",
  '$',
  '1',
  'é',
  '{in}',
];
const PATHS = [
  'layers',
  '.',
  '0',
  '1',
  '-1',
  'z',
  'gradW',
  'gradW_penalized',
  'objective',
  'x',
  'loss',
  '..',
  '9999999999',
  'é',
  ' ',
];
const KEYS = [
  'type',
  'watch',
  'tensors',
  'boundary',
  'layer',
  'tensor',
  'place',
  'row',
  'col',
  'units',
  'maps',
  '__proto__',
];
const TYPES = [
  'ready',
  'drawn',
  'watch',
  'command',
  'goTo',
  'forgetRun',
  'select',
  'remember',
  'save',
  'copy',
  'failure',
];

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => dice.pick(INPUTS)(dice));
}

const INPUTS: ((dice: Dice) => void)[] = [
  dice => tryTo(text => parse(text, scan(text, STEP), STEP), dice.text(TEXTS, 14)),
  dice => {
    const text = dice.text(TEXTS, 14);
    if (!isOpen(text)) tryTo(parseFormula, text);
  },
  readSteps,
  dice => {
    const parts = parseLogFormat(dice.text(FORMATS, 8));
    const loss = {
      number: dice.pick([0, -0.1, 1e21, 1.5e-10, NaN, -Infinity]),
      whole: dice.once(2),
    };
    if (typeof parts !== 'string') renderLog(parts, new Map([['loss', loss]]));
  },
  dice => {
    const symbol = dice.text(SYMBOLS, 8);
    if (symbolTrouble(symbol) === null) writeSymbol(symbol, dice.pick([null, 1, 12]));
  },
  dice => {
    const layers = [{ units: 2, use_bias: true, mask: null }];
    parseInspectPath(dice.text(PATHS, 6), layers);
  },
  dice => {
    const once = readFromPanel(message(dice, 3));
    assert.deepEqual(once && readFromPanel(once), once);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  },
  dice => void decodeValue(mangled(SAVED, dice)),
];

function tryTo(read: (text: string) => { kind: string }, text: string): void {
  try {
    assert.ok(read(text).kind);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const { start, end, message: words, fixes } = trouble;
    assert.ok(
      start >= 0 && start <= end && end <= text.length,
      `${JSON.stringify(text)}: ${words}`,
    );
    for (const fix of fixes) assert.notEqual(fix.text, text, words);
  }
}

function readSteps(dice: Dice): void {
  const steps = Array.from({ length: 1 + dice.below(4) }, (_, i) =>
    dice.once(5) ? dice.text(TEXTS, 12) : `s${i} = ${dice.text(TEXTS, 12)}`,
  );
  const expression = { inputs: { x: 2, y: -3, [dice.pick([...ODD, 'q'])]: 1 }, steps };
  const text = JSON.stringify({ version: 1, kind: 'expression', expression });
  const { problems, tree } = readExperiment(text);
  for (const { place, message: words } of problems) {
    const { offset, length } = rangeOf(tree, place);
    assert.ok(offset >= 0 && length > 0 && offset + length <= text.length, words);
  }
}

function message(dice: Dice, depth: number): unknown {
  if (depth === 0 || dice.once(4)) {
    return dice.pick([
      0,
      1,
      -1,
      0.5,
      1e300,
      NaN,
      null,
      undefined,
      true,
      'z',
      'weights',
      '',
      [],
      {},
    ]);
  }
  if (dice.once(5)) return Array.from({ length: dice.below(4) }, () => message(dice, depth - 1));
  const fields = Array.from({ length: dice.below(6) }, () => [
    dice.pick(KEYS),
    message(dice, depth - 1),
  ]);
  const known = {
    step: dice.pick([0, 5, -1]),
    run: 1,
    tensor: { layer: 0, tensor: dice.pick(['z', 'secret']) },
  };
  return { ...known, type: dice.pick(TYPES), ...(Object.fromEntries(fields) as object) };
}

/** Bytes as `encodeValue` lays them out: the length of a JSON, the JSON, and its numbers behind it. */
const SAVED = savedBytes();

function savedBytes(): Uint8Array {
  const array = { array: 'f64', at: 0, length: 2 };
  const run = {
    uri: 'file:///a',
    state: { position: { step: 1 }, values: array },
    loss: { number: 'NaN' },
  };
  const json = new TextEncoder().encode(JSON.stringify(run));
  const bytes = new Uint8Array(4 + json.length + 16);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  return bytes;
}
