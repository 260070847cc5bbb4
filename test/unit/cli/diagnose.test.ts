/** `diagnose`: what it prints, its JSON and its exit status. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { experiment, parse, run } from './support';

interface Diagnosed {
  findings: {
    id: string;
    severity: string;
    layer?: number;
    path: string;
    line: number;
    evidence: Record<string, number>;
    message: string;
    fixes: {
      path: string;
      value: unknown;
      measure: string;
      before: number;
      after: number;
      seeds: number;
    }[];
  }[];
}

const equal = { kernel_initializer: { type: 'constant', value: 0.5 } };
const TWINS = experiment({
  model: {
    layers: [
      { units: 4, activation: 'tanh', ...equal },
      { units: 1, activation: 'sigmoid', ...equal },
    ],
  },
  loss: { type: 'binary_cross_entropy' },
  optimizer: { type: 'sgd', learning_rate: 0.5 },
  trainer: { epochs: 300, batch_size: 'full' },
});
const SOUND = experiment({
  model: {
    layers: [
      { units: 8, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  optimizer: { type: 'adam', learning_rate: 0.05 },
  trainer: { epochs: 400, batch_size: 'full' },
});

describe('diagnose', () => {
  it('names the cause at the line that makes it, and ends with 1', () => {
    const { status, out, err } = run(['diagnose', 'x.json', '--no-fixes'], { 'x.json': TWINS });
    assert.deepEqual([status, err], [1, '']);
    const column = TWINS.indexOf('{"type":"constant"') + 1;
    const start = `x.json:1:${column}: warning: All 4 units of layer1 begin with the same weights.`;
    assert.ok(out.startsWith(start), out);
    assert.equal(out.split('\n').length, 2);
  });

  it('prints the same as JSON', () => {
    const { status, out } = run(['diagnose', 'x.json', '--json', '--no-fixes'], {
      'x.json': TWINS,
    });
    const [finding, ...others] = parse<Diagnosed>(out).findings;
    assert.deepEqual([status, others], [1, []]);
    const { message, ...rest } = finding;
    assert.match(message, /^All 4 units of layer1 /);
    assert.deepEqual(rest, {
      id: 'units_identical',
      severity: 'warning',
      layer: 0,
      path: 'model.layers.0.kernel_initializer',
      line: 1,
      evidence: { units: 4, different: 1 },
      fixes: [],
    });
  });

  it('tries what may help, and offers what has helped from other seeds too', () => {
    const files = { 'x.json': TWINS };
    const { out } = run(['diagnose', 'x.json', '--json'], files);
    const [{ fixes }] = parse<Diagnosed>(out).findings;
    const [best] = fixes;
    assert.deepEqual(Object.keys(best), ['path', 'value', 'measure', 'before', 'after', 'seeds']);
    assert.deepEqual([best.measure, best.seeds, best.after], ['accuracy', 3, 1]);
    assert.ok(best.before < 0.8);
    const value = JSON.stringify(best.value);
    const set = ['--set', `${best.path}=${value}`];
    assert.equal(
      run(['diagnose', 'x.json', ...set], files).out,
      'x.json: nothing found. 31 causes ruled out; --json says by what.\n',
    );
    const [, line] = run(['diagnose', 'x.json'], files).out.split('\n');
    assert.match(line, /^ {4}Set kernel_initializer .*: accuracy 0\.\d+ → 1 \(3 seeds\)$/);
  });

  it('tries no longer than its budget', () => {
    const argv = ['diagnose', 'x.json', '--json', '--budget', '0.1'];
    const [{ id, fixes }] = parse<Diagnosed>(run(argv, { 'x.json': TWINS }).out).findings;
    assert.deepEqual([id, fixes], ['units_identical', []]);
  });

  it('says that nothing is wrong where nothing is, and ends with 0', () => {
    const files = { 'x.json': SOUND };
    assert.deepEqual(run(['diagnose', 'x.json'], files), {
      status: 0,
      out: 'x.json: nothing found. 31 causes ruled out; --json says by what.\n',
      err: '',
    });
    const json = parse<{ findings: unknown[]; ruled_out: { id: string; words: string }[] }>(
      run(['diagnose', 'x.json', '--json'], files).out,
    );
    assert.deepEqual(json.findings, []);
    assert.equal(json.ruled_out.length, 31);
    assert.deepEqual(
      json.ruled_out.find(({ id }) => id === 'hidden_layers_linear'),
      { id: 'hidden_layers_linear', words: 'layer1 has tanh' },
    );
  });

  it('has what the reader has found among its findings, once', () => {
    const text = experiment({
      data: { train: { type: 'inline', x: [[0], [1], [2], [3]], y: [1.5, 2, 3.5, 4] } },
    });
    const { status, out, err } = run(['diagnose', 'x.json', '--json', '--no-fixes'], {
      'x.json': text,
    });
    const ids = parse<Diagnosed>(out).findings.map(({ id }) => id);
    assert.deepEqual([status, ids, err], [1, ['target_outside_output_range'], '']);
  });

  it('refuses an expression, a wrong budget, and its options elsewhere', () => {
    const expression =
      '{"version": 1, "kind": "expression", "expression": {"inputs": {"x": 1}, "steps": ["f = x"]}}';
    const files = { 'x.json': SOUND, 'e.json': expression };
    for (const [words, said] of [
      [['diagnose', 'e.json'], /no parameters to train/],
      [
        ['diagnose', 'x.json', '--budget', 'soon'],
        /--budget needs a number of seconds, not "soon"/,
      ],
      [['train', 'x.json', '--no-fixes'], /--no-fixes and --budget are for diagnose only/],
      [['train', 'x.json', '--budget', '3'], /--no-fixes and --budget are for diagnose only/],
    ] as const) {
      const { status, err } = run(words, files);
      assert.equal(status, 2);
      assert.match(err, said);
    }
  });

  it('says how far digits can be trusted, below the rate that makes the run chaotic, and nowhere else', () => {
    const files = Object.fromEntries(
      [
        'three-gaussians-spikes.backprop.json',
        'data/three-gaussians-train.csv',
        'data/three-gaussians-test.csv',
      ].map(name => [name, readFileSync(`samples/${name}`, 'utf8')]),
    );
    const found = (text: string): string[] => {
      const { out } = run(['diagnose', 'a.backprop.json', '--json', '--no-fixes'], {
        ...files,
        'a.backprop.json': text,
      });
      return parse<Diagnosed>(out).findings.map(({ id, severity }) => `${id} ${severity}`);
    };
    const spikes = files['three-gaussians-spikes.backprop.json'];
    assert.deepEqual(found(spikes), [
      'loss_summed_over_batch warning',
      'digits_untrustworthy information',
    ]);
    assert.deepEqual(found(spikes.replace('"learning_rate": 0.1', '"learning_rate": 0.01')), []);
  });
});
