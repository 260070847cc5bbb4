/** `backprop autopsy`: its files, its words, its JSON and its exit status. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Autopsy } from '../../../src/engine/autopsy/autopsy';
import { dump, randomOf, SMALL } from '../engine/autopsy/plant';
import type { Dump } from '../engine/autopsy/plant';
import type { Bug } from '../engine/autopsy/pass';
import { REFERENCE } from '../engine/support';
import { experimentOf, jsonOf, npyOf, npzOf, printedOf } from '../experiment/autopsyFiles';
import { npy } from '../experiment/npyFile';
import { parse, run } from './support';

const MISSING: Bug = { id: 'derivative_missing', layer: 0 };

function planted(...bugs: Bug[]): Dump {
  return dump(randomOf(11), SMALL, bugs, { layout: 'rows', names: 0, deltas: false });
}

function told(
  argv: string[],
  files: { [name: string]: string | Uint8Array },
): { status: number; result: Autopsy } {
  const { status, out } = run(['autopsy', ...argv, '--json'], files);
  return { status, result: parse<Autopsy>(out) };
}

describe('backprop autopsy', () => {
  const wrong = planted(MISSING);

  for (const [file, content] of [
    ['lab.npz', npzOf(wrong)],
    ['lab.json', jsonOf(wrong)],
    ['lab.txt', printedOf(wrong, 4)],
  ] as const) {
    it(`reads ${file}`, () => {
      const { status, result } = told([file], { [file]: content });
      assert.equal(status, 1);
      assert.equal(result.verdict, 'wrong');
      assert.deepEqual(
        result.findings.map(({ id, layer }) => [id, layer]),
        [['derivative_missing', 0]],
      );
    });
  }

  it('prints the keys that programs read, and no others', () => {
    const { result } = told(['lab.npz'], { 'lab.npz': npzOf(wrong) });
    assert.deepEqual(Object.keys(result), ['verdict', 'model', 'arrays', 'findings']);
    assert.deepEqual(Object.keys(result.findings[0]), ['id', 'layer', 'message', 'hint']);
    assert.deepEqual(result.model, {
      layers: [
        { units: 4, activation: 'tanh', use_bias: true },
        { units: 2, activation: 'linear', use_bias: true },
      ],
      loss: { type: 'mse' },
      layout: 'rows',
    });
    assert.deepEqual(Object.keys(result.arrays[0]), ['name', 'is', 'agrees']);
  });

  it('answers 0 where all gradients are right', () => {
    const { status, result } = told(['lab.npz'], { 'lab.npz': npzOf(planted()) });
    assert.deepEqual([status, result.verdict, result.findings], [0, 'correct', []]);
  });

  it('says in words what is wrong, with the line that would be right', () => {
    const { out, status } = run(['autopsy', 'lab.npz'], { 'lab.npz': npzOf(wrong) });
    assert.equal(status, 1);
    assert.match(out, /layer 1: delta1 lacks f′\(z1\)\./);
    assert.match(out, /would be right {7}delta1 = \(delta2 @ W2\.T\) \* \(1 - a1\*\*2\)/);
    assert.match(out, /DIFFERS {2}dW1 \(layers\.0\.gradW\)/);
    assert.match(out, /a factor is not judged/);
  });

  const doubled = planted({ id: 'factor', layer: 1, factor: '2' });

  it('judges a constant factor with the experiment beside the arrays', () => {
    const files = { 'lab.npz': npzOf(doubled), 'lab.backprop.json': experimentOf(doubled) };
    for (const argv of [['lab.npz'], ['lab.backprop.json']]) {
      const { status, result } = told(argv, files);
      assert.deepEqual(
        result.findings.map(({ id, factor }) => [id, factor]),
        [['factor', '2']],
      );
      assert.equal(status, 1);
    }
    const bare = { 'other.npz': files['lab.npz'] };
    assert.equal(told(['other.npz'], bare).result.verdict, 'correct');
    const named = { ...bare, 'lab.backprop.json': files['lab.backprop.json'] };
    const { result } = told(['other.npz', '--experiment', 'lab.backprop.json'], named);
    assert.equal(result.verdict, 'wrong');
  });

  it('gives hints alone where the file does not allow solutions', () => {
    const files = {
      'lab.npz': npzOf(wrong),
      'lab.backprop.json': experimentOf(wrong, { policy: { solution_export: false } }),
    };
    const { out } = run(['autopsy', 'lab.npz'], files);
    assert.match(out, /Which factor does the chain rule put/);
    assert.doesNotMatch(out, /lacks|would be right/);
  });

  it('gives as much as the policy of the file shows: all, a hint, or only right and wrong', () => {
    const shown = (policy: object, ...argv: string[]) => {
      const files = {
        'lab.npz': npzOf(wrong),
        'lab.backprop.json': experimentOf(wrong, { policy }),
      };
      const { status, out } = run(['autopsy', 'lab.npz', ...argv], files);
      assert.equal(status, 1);
      return out;
    };
    assert.match(shown({ solution: 'full' }), /lacks.*\n.*\n.*would be right/);
    // What says more counts, not the older option beside it.
    assert.match(shown({ solution: 'full', solution_export: false }), /would be right/);
    const hint = shown({ solution: 'hint' });
    assert.match(hint, /Which factor does the chain rule put/);
    assert.doesNotMatch(hint, /lacks|would be right/);
    assert.doesNotMatch(shown({ solution: 'hint' }, '--json'), /derivative_missing/);
    const off = shown({ solution: 'off' });
    assert.match(off, /^wrong: /);
    assert.doesNotMatch(off, /Which factor|lacks|would be right/);
  });

  it('answers 2 where it cannot read', () => {
    const refusals: [string[], RegExp][] = [
      [['none.npz'], /There is no file "none\.npz"/],
      [['broken.npz'], /is not a \.npz file/],
      [['shortened.txt'], /shortened with "\.\.\."/],
      [['empty.json'], /holds no arrays/],
      [['lab.json', '--experiment', 'none.backprop.json'], /There is no file/],
      [[], /A file is missing/],
    ];
    const files = {
      'broken.npz': 'nothing',
      'shortened.txt': 'W1 = [[1. 2. ... 3.]]',
      'empty.json': '{}',
      'lab.json': jsonOf(wrong),
    };
    for (const [argv, words] of refusals) {
      const { status, err } = run(['autopsy', ...argv], files);
      assert.equal(status, 2, argv.join(' '));
      assert.match(err, words);
    }
    assert.match(run(['train', 'lab.json', '--experiment', 'x'], files).err, /for autopsy only/);
  });

  it('leaves out what is no matrix of numbers, and says so', () => {
    const images = npy('<f8', '2, 2, 2', Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const entries = wrong.given.map(array => [`${array.name}.npy`, npyOf(array)] as const);
    const archive = zipSync(Object.fromEntries([...entries, ['images.npy', images]]));
    const { out } = run(['autopsy', 'lab.npz'], { 'lab.npz': archive });
    assert.match(out, /left out: "images" has 3 dimensions/);
  });
});

interface Case {
  file: string;
  expect: {
    verdict: string;
    findings: { bug: string; layer?: number; factor?: string; as?: string }[];
  };
}

describe('the reference cases', () => {
  const folder = path.join(REFERENCE, 'autopsy');
  if (!existsSync(folder)) {
    it('skipped: the reference cases (autopsy) are not on this machine');
    return;
  }
  const cases = parse<Case[]>(readFileSync(path.join(folder, 'cases.json'), 'utf8'));
  const key = (id: string, layer?: number | null, factor?: string, as?: string) =>
    [id, layer ?? '', factor, as].join(':');
  const asked = (file: string, isBare: boolean): { verdict: string; findings: string[] } => {
    const files: { [name: string]: Uint8Array } = { [file]: readFileSync(path.join(folder, file)) };
    const experiment = file.replace('.npz', '.backprop.json');
    if (!isBare) files[experiment] = readFileSync(path.join(folder, experiment));
    const { result } = told([file], files);
    const findings = result.findings.map(({ id, layer, factor, as }) => key(id, layer, factor, as));
    return { verdict: result.verdict, findings: findings.sort() };
  };
  const expected = ({ expect: { verdict, findings } }: Case) => {
    return {
      verdict,
      findings: findings.map(({ bug, layer, factor, as }) => key(bug, layer, factor, as)).sort(),
    };
  };

  it('are named, all of them, with the experiment beside them', () => {
    for (const each of cases) assert.deepEqual(asked(each.file, false), expected(each), each.file);
  });

  it('are named without it, where no constant factor is in question', () => {
    const others = cases.filter(({ expect }) =>
      expect.findings.every(({ bug }) => bug !== 'factor'),
    );
    for (const each of others) assert.deepEqual(asked(each.file, true), expected(each), each.file);
  });
});
