/** Every character there is, wherever it may stand in a step, a formula or a name. */
import assert from 'node:assert/strict';
import { rangeOf, readExperiment } from '../../../../src/experiment/read';
import { STEP } from '../../../../src/experiment/expression/functions';
import { nameComplaint, plainName } from '../../../../src/experiment/expression/names';
import { parse } from '../../../../src/experiment/grammar/parse';
import { scan } from '../../../../src/experiment/grammar/tokens';
import { Trouble } from '../../../../src/experiment/grammar/trouble';
import { sections } from '../support';

/** Reads, and checks what is promised of every answer. */
function problemsOf(text: string): string[] {
  const { experiment, expression, problems, tree } = readExperiment(text);
  assert.equal(
    experiment === null && expression === null,
    problems.some(({ severity }) => severity === 'error'),
  );
  return problems.map(({ place, message }) => {
    const { offset, length } = rangeOf(tree, place);
    assert.ok(offset >= 0 && length > 0 && offset + length <= text.length, message);
    return message;
  });
}

const ofSteps = (steps: string[], inputs: object = { x: 2, y: 3 }) =>
  JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
const ofStep = (step: string, inputs?: object) => ofSteps([step], inputs);
const ofFormulas = (formulas: string[]) =>
  JSON.stringify(
    sections({ checks: { formula: formulas.map(formula => ({ for: 'loss', formula })) } }),
  );

describe('every character up to U+1FFFF', function () {
  this.timeout(60_000);
  const { stackTraceLimit } = Error;
  before(() => (Error.stackTraceLimit = 0)); // a trouble for each, and none is looked at
  after(() => (Error.stackTraceLimit = stackTraceLimit));
  const all = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code));

  const alone: { [where: string]: (character: string) => string } = {
    'before a name': it => `x ${it}x`,
    'after a name': it => `x${it} + x`,
  };
  for (const [where, write] of Object.entries(alone)) {
    it(`is read or refused at its place: ${where}`, () => {
      for (const character of all) {
        const text = write(character);
        try {
          const term = parse(text, scan(text, STEP), STEP);
          assert.equal(term.end, text.trimEnd().length);
        } catch (trouble) {
          if (!(trouble instanceof Trouble)) throw trouble;
          const { start, end, message } = trouble;
          assert.ok(start >= 0 && start < end && end <= text.length, message);
        }
      }
    });
  }

  it('is a name, or has one that is', () => {
    for (const character of all) {
      const plain = plainName(character);
      if (plain !== null) assert.notEqual(nameComplaint(character), null);
      if (plain !== null) assert.equal(plainName(plain), null);
    }
  });

  /** Fewer than the problems of a file that are told. */
  const together = 90;
  const usual = all.filter((_, code) => code < 0x3100 || (code >= 0xf900 && code < 0x10100));
  const styled = all.slice(0x1d400, 0x1d800);
  const step = (write: (character: string, index: number) => string) => (characters: string[]) =>
    ofSteps(characters.map(write));
  const places: { [where: string]: (characters: string[]) => string } = {
    'in the name of a step': step((it, i) => `f${i}_${it} = x`),
    'in a step': step((it, i) => `f${i} = x${it} ${it} ${it}y`),
    'as the name of an input': them =>
      ofSteps(['f = y'], Object.fromEntries(['y', ...them].map(name => [name, 1]))),
    'in a formula': them => ofFormulas(them.map(it => `a${it} ${it} ${it}y`)),
  };
  for (const [where, textOf] of Object.entries(places)) {
    it(`gets an answer ${where}`, () => {
      const characters = [...usual, ...styled];
      for (let first = 0; first < characters.length; first += together) {
        problemsOf(textOf(characters.slice(first, first + together)));
      }
    });
  }
});

describe('a character that is written otherwise here', () => {
  const said: [step: string, words: RegExp][] = [
    ['f = 𝑥 * y', /^`𝑥` cannot be read here: write x\.$/],
    ['f = ½*x', /^`½` cannot be read here: write 0\.5\.$/],
    ['f = ⅓*x', /write \(1\/3\)\.$/],
    ['f = ①*x', /write 1\.$/],
    ['f = x\u2003+ y', /^The blank U\+2003 cannot be read here: write a space\.$/],
    ['f = \uFEFFx', /^An invisible character, U\+FEFF, stands here: take it out\.$/],
    ['f = x\u202E', /^An invisible character, U\+202E, stands here/],
    ['f = x\u0000', /^U\+0000 cannot stand in a step/],
    ['f = x\uD835', /^U\+D835 cannot stand in a step/],
    ['f = ٣*x', /^`٣` is neither a number nor a name\.$/],
    ['f = e\u0301*x', /write é\.$/],
  ];
  for (const [step, words] of said) {
    it(JSON.stringify(step), () => assert.match(problemsOf(ofStep(step))[0], words));
  }

  const fixed: [step: string, after: string][] = [
    ['f = ½*(𝑥 − y)²', 'f = 0.5*(x - y)^2'],
    ['f = 2½', 'f = 2 0.5'],
    ['f = ½2', 'f = 0.5 2'],
    ['f = ½e3', 'f = 0.5 e3'],
    ['f = x²3', 'f = x^2 3'],
    ['f = x²³', 'f = x^23'],
    ['f = x⁻¹', 'f = x^-1'],
    ['f = √x', 'f = sqrt x'],
    ['f = ｘ＊（ｙ）', 'f = x*(y)'],
    ['f = x\u200B + y\u00AD', 'f = x + y'],
  ];
  for (const [step, after] of fixed) {
    it(`${JSON.stringify(step)} becomes ${after}`, () => {
      const [fix] = readExperiment(ofStep(step)).problems[0].fixes;
      assert.equal('text' in fix && JSON.parse(fix.text), after);
    });
  }

  it('stands where it belongs to a name', () => {
    for (const name of ['ŷ', 'δ₂', 'aₓ', 'ℓ', 'x̂', 'größe', 'Δ', 'x٣', '𠀀']) {
      assert.deepEqual(problemsOf(ofStep(`${name} = x`)), [], name);
    }
  });

  it('is no name of an input, which gets the usual one', () => {
    const text = ofStep('f = y', { y: 1, '𝑥': 2 });
    const [problem] = readExperiment(text).problems;
    assert.equal(problem.message, '`𝑥` cannot be read as a name: write `x`.');
    assert.deepEqual(problem.fixes, [
      { title: 'Rename to `x`', path: ['expression', 'inputs', '𝑥'], part: 'key', text: 'x' },
    ]);
  });
});
