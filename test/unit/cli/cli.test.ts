/** The headless runner: commands, options, shapes of its JSON, exit statuses, what goes where. */
import assert from 'node:assert/strict';
import { version } from '../../../package.json';
import { COMMANDS } from '../../../src/cli/terminal/arguments';
import { experiment, parse, run } from './support';
import type { Checked, Inspected, Trained, Validated } from './support';

const csv = 'x1,x2,label\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n';
const csvExperiment = (path: string) => experiment({ data: { train: { type: 'csv', path } } });
const diverging = experiment({
  model: { layers: [{ units: 1 }] },
  optimizer: { learning_rate: 1e6 },
  trainer: { epochs: 2000 },
});

describe('the command line', () => {
  const refused: { [name: string]: [argv: string[], words: RegExp] } = {
    'no command': [[], /A command is missing[\s\S]*Usage/],
    'an unknown command': [['trian', 'x.json'], /no command "trian"/],
    'an unknown option': [['train', 'x.json', '--fast'], /no option "--fast"/],
    'no file': [['train'], /A file is missing/],
    'two files': [['train', 'x.json', 'y.json'], /not also "y.json"/],
    'a file that is not there': [['train', 'nowhere.json'], /no file "nowhere.json"/],
    '--set without a value': [['train', 'x.json', '--set', 'seed'], /needs path=value/],
    '--set at the end': [['train', 'x.json', '--set'], /--set needs a value/],
    '--step with a word': [['inspect', 'x.json', '--step', 'two'], /whole number, not "two"/],
    '--step for another command': [['train', 'x.json', '--step', '2'], /for inspect only/],
    'a sweep of a file without one': [['sweep', 'x.json'], /no `sweep` section/],
    'an unknown stream': [
      ['random', 'java', '0', 'rand(1)'],
      /numpy, numpy_default_rng or torch, not "java"/,
    ],
    'a seed that is none': [['random', 'numpy', 'x', 'rand(1)'], /seed is a whole number/],
    'a seed too large': [['random', 'numpy', '4294967296', 'rand(1)'], /seed/i],
    'no call': [['random', 'numpy', '0'], /A call is missing/],
    'an unknown call': [['random', 'numpy', '0', 'poisson(3)'], /not a call/],
    'a call without its arguments': [['random', 'numpy', '0', 'permutation()'], /arguments/],
    'an unknown dtype': [['random', 'numpy', '0', 'rand(1)', '--dtype', 'int8'], /not "int8"/],
  };
  for (const [name, [argv, words]] of Object.entries(refused)) {
    it(`refuses ${name} with a sentence and status 2`, () => {
      const { status, out, err } = run(argv, { 'x.json': experiment(), 'y.json': experiment() });
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, words);
    });
  }

  for (const word of ['help', '--help', '-h'])
    it(`${word} names every command`, () => {
      const { status, out } = run([word]);
      assert.equal(status, 0);
      for (const command of COMMANDS) {
        assert.match(out, new RegExp(`^  ${command} `, 'm'));
      }
    });

  it('says which version it is', () => {
    for (const word of ['--version', '-V'])
      assert.deepEqual(run([word]), { status: 0, out: `${version}\n`, err: '' });
  });

  it('takes options before, after and with an equals sign', () => {
    const files = { 'x.json': experiment() };
    const { out } = run(['inspect', '--json', '--step=3', 'x.json'], files);
    assert.equal(parse<Inspected>(out).step, 3);
    assert.equal(run(['inspect', 'x.json', '--step', '3', '--json'], files).out, out);
  });
});

describe('inspect', () => {
  const asked = (policy: object, ...argv: string[]) =>
    run(['inspect', 'x.json', ...argv], { 'x.json': experiment({ policy }) });

  it('prints no gradients where the file shows no solutions, and says so', () => {
    for (const argv of [[], ['--json']]) {
      const { status, out, err } = asked({ solution: 'off' }, ...argv);
      assert.equal(status, 0);
      assert.doesNotMatch(out, /delta|grad/);
      assert.match(out, /weights/);
      assert.match(err, /solutions are not shown/);
      assert.match(asked({ solution: 'hint' }, ...argv).out, /delta[^]*gradW[^]*gradInput/);
    }
  });
});

describe('validate', () => {
  it('says that a file is right', () => {
    const files = { 'x.json': experiment() };
    assert.deepEqual(run(['validate', 'x.json'], files), {
      status: 0,
      out: 'x.json: no errors.\n',
      err: '',
    });
    const { out } = run(['validate', 'x.json', '--json'], files);
    assert.deepEqual(parse<Validated>(out), { ok: true, problems: [] });
  });

  it('places problems of the experiment', () => {
    const text = '{\n  "version": 1,\n  "seed": 1.5\n}\n';
    const { status, out, err } = run(['validate', 'lab/x.json', '--json'], { 'lab/x.json': text });
    const { ok, problems } = parse<Validated>(out);
    assert.equal(status, 2);
    assert.equal(ok, false);
    assert.deepEqual(problems[0], {
      id: 'out-of-range',
      severity: 'error',
      message: '`seed` must be a whole number, not 1.5.',
      file: 'lab/x.json',
      path: 'seed',
      line: 3,
      column: 11,
    });
    assert.match(err, /^lab\/x.json:3:11: `seed` must be/);
  });

  it('places problems of the data in the data file, as seen from the working directory', () => {
    const { out, err } = run(['validate', 'lab/x.json', '--json'], {
      'lab/x.json': csvExperiment('data/d.csv'),
      'lab/data/d.csv': csv.replace('0,1,1', '0,oops,1'),
    });
    const [{ file, line, column, path }] = parse<Validated>(out).problems;
    assert.deepEqual([file, line, column, path], ['lab/data/d.csv', 3, 3, '']);
    assert.match(err, /^lab\/data\/d.csv:3:3: /);
  });

  it('accepts a warning, and says it', () => {
    const files = { 'x.json': experiment({ trainer: { batch_size: 9 } }) };
    const { status, err } = run(['validate', 'x.json'], files);
    assert.equal(status, 0);
    assert.match(err, /^x.json:1:\d+: warning: `batch_size` is 9, but there are 4 training rows/);
  });

  it('reads no file outside the working directory', () => {
    const outside = { '/home/secret.csv': csv, 'x.json': csvExperiment('../secret.csv') };
    const { status, err } = run(['validate', 'x.json'], outside);
    assert.equal(status, 2);
    assert.match(err, /"..\/secret.csv" lies outside the working directory/);
  });

  it('reads files above the experiment that are still inside', () => {
    const files = { 'lab/one/x.json': csvExperiment('../../d.csv'), 'd.csv': csv };
    assert.equal(run(['validate', 'lab/one/x.json'], files).status, 0);
  });

  it('an experiment from elsewhere brings its own folder', () => {
    const there = { '/tmp/t/x.json': csvExperiment('d.csv'), '/tmp/t/d.csv': csv };
    assert.equal(run(['validate', '/tmp/t/x.json'], there).status, 0);
    const above = { '/tmp/t/x.json': csvExperiment('../d.csv'), '/tmp/d.csv': csv };
    assert.equal(run(['validate', '/tmp/t/x.json'], above).status, 2);
  });

  it('a file that cannot be read is a sentence', () => {
    const { status, err } = run(
      ['validate', 'x.json'],
      {},
      {
        readFile: () => {
          throw new Error('permission denied');
        },
      },
    );
    assert.equal(status, 2);
    assert.equal(err, '"x.json" cannot be read: permission denied.\n');
  });
});

describe('a file with weight decay', () => {
  const decaying = (type: string) => ({
    'x.json': experiment({
      optimizer: { type, weight_decay: 0.5 },
      trainer: { epochs: 1 },
      checks: { gradient_check: true },
    }),
  });

  it('prints loss and gradients with and without it, by names of their own', () => {
    const { out } = run(['inspect', 'x.json', '--json'], decaying('sgd'));
    const { loss, penalty, objective, layers } = parse<
      Inspected & { penalty: number; objective: number }
    >(out);
    assert.equal(objective, loss + penalty);
    const weights = layers.flatMap(each => [...each.weights.flat(), ...(each.biases ?? [])]);
    const squares = weights.map(w => 0.25 * w ** 2).reduce((sum, term) => sum + term, 0);
    assert.ok(squares > 0 && Math.abs(penalty - squares) < 1e-14);
    const [first] = layers as unknown as { [name: string]: number[][] }[];
    const added = first.gradW_penalized[1][0] - first.gradW[1][0];
    assert.ok(Math.abs(added - 0.5 * first.weights[1][0]) < 1e-15);
    const words = run(['inspect', 'x.json'], decaying('sgd')).out;
    assert.match(words, /: loss 0\.\d+, penalty \d\.\d+, objective \d\.\d+$/m);
    assert.match(words, /gradW_penalized \[2 × 2\]/);
  });

  it('logs penalty and objective as its metrics, in numbers and in lines', () => {
    const logged = experiment({
      optimizer: { type: 'sgd', weight_decay: 0.5 },
      trainer: { epochs: 2, log_format: '{loss:.6f} + {penalty:.6f} = {objective:.6f}' },
      metrics: ['penalty', 'objective'],
    });
    const { out } = run(['train', 'x.json', '--json'], { 'x.json': logged });
    const { epochs } = parse<{ epochs: { loss: number; penalty: number; objective: number }[] }>(
      out,
    );
    assert.equal(epochs.length, 2);
    for (const { loss, penalty, objective } of epochs) {
      assert.ok(penalty > 0 && Math.abs(loss + penalty - objective) < 1e-14);
    }
    const { loss, penalty, objective } = epochs[0];
    const [first] = run(['train', 'x.json'], { 'x.json': logged }).out.split('\n');
    const numbers = [loss, penalty, objective].map(each => each.toFixed(6));
    assert.equal(first, `${numbers[0]} + ${numbers[1]} = ${numbers[2]}`);
  });

  it('says whose gradients have been checked', () => {
    const { out, status } = run(['gradcheck', 'x.json'], decaying('sgd'));
    assert.equal(status, 0);
    assert.match(out, /^The gradients of the objective \(loss and penalties\) agree /m);
    const trained = run(['train', 'x.json', '--json'], decaying('sgd')).out;
    const { checks } = parse<{ checks: { check: string; passed: boolean }[] }>(trained);
    assert.deepEqual(
      checks.map(({ check, passed }) => [check, passed]),
      [['gradient_check of the objective', true]],
    );
  });

  it('has no part in it where it is decoupled', () => {
    const { out } = run(['gradcheck', 'x.json'], decaying('adamw'));
    assert.match(out, /^The gradients agree /m);
    const { out: inspected } = run(['inspect', 'x.json', '--json'], decaying('adamw'));
    assert.ok(!('objective' in parse<object>(inspected)));
  });
});

describe('--set', () => {
  const seed = (...sets: string[]) => {
    const argv = sets.flatMap(each => ['--set', each]);
    return run(['inspect', 'x.json', '--json', ...argv], { 'x.json': experiment() });
  };

  it('changes fields before the file is read, any number of them', () => {
    const layers = (out: string) => parse<Inspected>(out).layers;
    const { out } = seed('model.layers.0.units=5', 'model.layers.0.activation=relu');
    assert.equal(layers(out)[0].a[0].length, 5);
    assert.ok(
      layers(out)[0]
        .a.flat()
        .every(value => value >= 0),
    );
  });

  it('adds what is not there, and takes JSON', () => {
    const { out } = seed('data={"train":{"type":"inline","x":[[1,2]],"y":[3]}}', 'dtype=float32');
    assert.deepEqual(parse<Inspected>(out).x, [[1, 2]]);
  });

  it('is checked like the file', () => {
    assert.match(seed('optimizer.lr=0.1').err, /`lr` is not a field/);
    assert.match(seed('model.layers.units=3').err, /`layers`|no such place/);
    assert.match(seed('seed.x.y=3').err, /`seed`|no such place/);
  });

  it('leaves the lines of the file where they are', () => {
    const text = `${experiment().slice(0, -1)},\n"rng": {\n"type": "nump"}}`;
    const { err } = run(['validate', 'x.json', '--set', 'trainer.epochs=3'], { 'x.json': text });
    assert.match(err, /^x.json:3:9: /);
  });
});

describe('inspect', () => {
  const files = { 'x.json': experiment({ trainer: { epochs: 2 } }) };

  it('has the documented keys in the documented shapes', () => {
    const { status, out, err } = run(['inspect', 'x.json', '--json'], files);
    assert.equal(status, 0);
    assert.equal(err, '');
    const shown = parse<Inspected>(out);
    assert.deepEqual(Object.keys(shown), ['step', 'loss', 'x', 'y', 'layers', 'gradInput']);
    const shapes = Object.entries(shown.layers[0]).map(([name, value]) => [
      name,
      (value as number[]).length,
      (value as number[][])[0].length,
    ]);
    assert.deepEqual(shapes, [
      ['weights', 2, 2],
      ['biases', 2, undefined],
      ['z', 4, 2],
      ['a', 4, 2],
      ['delta', 4, 2],
      ['gradW', 2, 2],
      ['gradB', 2, undefined],
    ]);
    assert.equal(shown.gradInput.length, 4);
  });

  it('writes null for biases that are not there', () => {
    const { out } = run(
      ['inspect', 'x.json', '--json', '--set', 'model.layers.0.use_bias=false'],
      files,
    );
    const [{ biases, gradB }] = parse<Inspected>(out).layers;
    assert.deepEqual([biases, gradB], [null, null]);
  });

  it('after the last step shows the trained weights', () => {
    const [inspected, trained] = [['inspect', '--step', '2'], ['train']].map(
      ([command, ...rest]) =>
        parse<Inspected>(run([command, 'x.json', '--json', ...rest], files).out).layers[0].weights,
    );
    assert.deepEqual(inspected, trained);
  });

  it('goes on past the end of the file, and says so', () => {
    const { status, out, err } = run(['inspect', 'x.json', '--json', '--step', '5'], files);
    assert.equal(status, 0);
    assert.equal(parse<Inspected>(out).step, 5);
    assert.match(err, /trains 2 epochs; going on to epoch 5/);
  });

  it('stops where the run stops', () => {
    const stopping = { epochs: 9, early_stopping: { monitor: 'loss', target: 100 } };
    const early = { 'x.json': experiment({ trainer: stopping }) };
    const { status, out, err } = run(['inspect', 'x.json', '--json', '--step', '5'], early);
    assert.equal(status, 0);
    assert.equal(parse<Inspected>(out).step, 1);
    assert.match(err, /ended after 1 update:/);
  });

  it('of a run that ends in NaN is status 1', () => {
    const { status, err } = run(['inspect', 'x.json', '--step', '900'], { 'x.json': diverging });
    assert.equal(status, 1);
    assert.match(err, /Stopped at step \d+/);
  });

  it('prints tables for people', () => {
    const { out } = run(['inspect', 'x.json'], files);
    assert.match(out, /^after 0 updates, on the next batch: loss 0\.\d+$/m);
    assert.match(out, /^ {2}gradW \[2 × 2\]\n {4} *-?[\d.e-]+ {2}/m);
  });

  it('shortens large tables', () => {
    const x = Array.from({ length: 30 }, (_, row) => Array.from({ length: 20 }, () => row));
    const large = experiment({ data: { train: { type: 'inline', x, y: x.map(() => 0) } } });
    const { out } = run(['inspect', 'x.json'], { 'x.json': large });
    assert.match(out, /… 30 rows/);
    assert.match(out, /… 20$/m);
  });
});

describe('train', () => {
  const sections = { trainer: { epochs: 3, batch_size: 3 }, metrics: ['loss', 'accuracy'] };
  const files = { 'x.json': experiment(sections) };

  it('has the documented keys', () => {
    const { status, out, err } = run(['train', 'x.json', '--json'], files);
    assert.equal(status, 0);
    assert.equal(err, '');
    const result = parse<Trained>(out);
    assert.deepEqual(Object.keys(result), [
      'epochs',
      'layers',
      'final',
      'seconds',
      'samples_per_second',
      'findings',
    ]);
    assert.deepEqual(Object.keys(result.epochs[0]), ['epoch', 'loss', 'accuracy']);
    assert.deepEqual(
      result.epochs.map(({ epoch }: { epoch: number }) => epoch),
      [1, 2, 3],
    );
    assert.deepEqual(Object.keys(result.layers[0]), ['weights', 'biases']);
    const { epoch, ...last } = result.epochs[2];
    assert.equal(epoch, 3);
    assert.deepEqual(result.final, last);
    assert.ok(result.seconds > 0 && result.samples_per_second > 0);
  });

  it('--threads asks for that number; without it, for as many as help', () => {
    const asked: number[] = [];
    const threads = (wanted: number): null => {
      asked.push(wanted);
      return null;
    };
    run(['train', 'a.json'], { 'a.json': experiment() }, { threads });
    run(['train', 'a.json', '--threads', '3'], { 'a.json': experiment() }, { threads });
    assert.deepEqual(asked, [0, 3]);
  });

  it('counts the samples it has gone through', () => {
    // Each look at this clock takes 10 ms; 3 epochs of 4 rows.
    const { seconds, samples_per_second } = parse<Trained>(
      run(['train', 'x.json', '--json'], files).out,
    );
    assert.ok(Math.abs(seconds * samples_per_second - 12) < 1e-9);
  });

  it('answers 1 for a check that fails, at its place, and prints all of them', () => {
    const checks = {
      gradient_check: true,
      expect: [{ path: 'loss', value: 9, step: 4 }],
      formula: { for: 'layers.1.gradW', formula: 'aPrev.T @ delta' },
    };
    const checkedFiles = { 'x.json': experiment({ ...sections, checks }) };
    const { status, out, err } = run(['train', 'x.json', '--json'], checkedFiles);
    assert.equal(status, 1);
    assert.match(
      err,
      /^x.json:1:\d+: loss is 0\.\d+, not 9, at step 4 \(tolerance 0.000001\)\.\n$/,
    );
    const { checks: results } = parse<{ checks: { check: string; passed: boolean }[] }>(out);
    assert.deepEqual(
      results.map(({ check, passed }) => [check, passed]),
      [
        ['gradient_check', true],
        ['layers.1.gradW = aPrev.T @ delta', true],
        ['loss at step 4', false],
      ],
    );
    assert.match(run(['train', 'x.json'], checkedFiles).out, /\n2 of 3 checks passed\.\n$/);
    const right = experiment({ ...sections, checks: { gradient_check: true } });
    assert.equal(run(['train', 'x.json'], { 'x.json': right }).status, 0);
  });

  it('says below its last line what it found, each at its place, with its evidence in JSON', () => {
    const layer = {
      units: 2,
      activation: 'relu',
      kernel_initializer: {
        values: [
          [-1, -2],
          [-1, -2],
        ],
      },
    };
    const text = experiment({
      data: {
        train: {
          type: 'inline',
          x: [
            [1, 1],
            [2, 1],
            [1, 2],
          ],
          y: [0, 1, 1],
        },
      },
      model: { layers: [layer, { units: 1 }] },
      loss: { type: 'mse' },
      trainer: { epochs: 1 },
      checks: { expect: { path: 'loss', value: 9 } },
    });
    const { out, err, status } = run(['train', 'x.json', '--json'], { 'x.json': text });
    const { findings } = parse<Trained>(out);
    assert.equal(status, 1);
    assert.deepEqual(
      findings.map(({ id, severity, path, layer: index, tensor, evidence }) => [
        ...[id, severity, path, index, tensor, evidence],
      ]),
      [
        ['check', 'error', 'checks.expect.value', undefined, undefined, undefined],
        ['dead_units', 'warning', 'model.layers.0.activation', 0, 'z', { units: [0, 1] }],
      ],
    );
    const [check, dead] = findings;
    assert.equal(
      err,
      `x.json:1:${check.column}: ${check.message}\nx.json:1:${dead.column}: warning: ${dead.message}\n`,
    );
    assert.equal(text.slice(dead.column - 1).startsWith('"relu"'), true);
    const unchecked = run(['train', 'x.json', '--set', 'checks={}'], { 'x.json': text });
    assert.equal(unchecked.status, 0, 'a warning is no failure');
    assert.match(unchecked.err, /^x\.json:1:\d+: warning: 2 dead units in layer1: .*\n$/);
  });

  it('answers 1 for a check that is open, and says nothing is wrong', () => {
    const open = { for: 'layers.1.gradW', formula: '' };
    const closed = { for: 'layers.1.gradW', formula: 'aPrev.T @ delta' };
    const checkedFiles = {
      'x.json': experiment({ ...sections, checks: { formula: [open, closed] } }),
    };
    const { status, out, err } = run(['train', 'x.json', '--json'], checkedFiles);
    assert.equal(status, 1);
    assert.doesNotMatch(err, /error|differs|is not/);
    const { checks: results } = parse<{ checks: object[] }>(out);
    assert.deepEqual(results, [
      { check: 'a formula for layers.1.gradW', passed: false, message: 'This check is open.' },
      { check: 'layers.1.gradW = aPrev.T @ delta', passed: true, message: null },
    ]);
    const words = run(['train', 'x.json'], checkedFiles).out;
    assert.match(words, /\n1 of 2 checks passed, 1 is open\.\n$/);
    assert.equal(run(['validate', 'x.json'], checkedFiles).status, 0);
  });

  it('reads no experiment as another encoding than it is in', () => {
    const text = experiment({ ...sections, name: 'é' });
    const { status, err } = run(['validate', 'x.json'], { 'x.json': Buffer.from(text, 'latin1') });
    assert.equal(status, 2);
    assert.match(err, /"x.json" cannot be read, line 1: the file is not UTF-8: .* is é in Windows/);
    const large = run(['validate', 'x.json'], { 'x.json': new Uint8Array(2 ** 28 + 1) });
    assert.equal(large.status, 2);
    assert.match(large.err, /has 268,435,457 bytes; the limit is 268,435,456/);
  });

  it('reads a table in Windows-1252, but not one whose characters are of two encodings', () => {
    const bytes = Buffer.from('a,y\n1,é\n2,è\n', 'latin1');
    const table = run(['validate', 'd.csv', '--json'], { 'd.csv': bytes });
    assert.equal(
      parse<{ reading: { encoding: string } }>(table.out).reading.encoding,
      'windows-1252',
    );
    const mixed = run(['validate', 'd.csv'], {
      'd.csv': Buffer.concat([Buffer.from('é,y\n'), bytes]),
    });
    assert.equal(mixed.status, 2);
    assert.match(mixed.err, /d.csv:3:1: d.csv, row 3: the file is not UTF-8/);
  });

  it('looks at checks without changing a bit of the run', () => {
    const checks = { expect: [{ path: 'loss', value: 0, step: 1, tolerance: 9 }] };
    const [plain, watched] = [sections, { ...sections, checks }].map(each =>
      parse<Trained>(run(['train', 'x.json', '--json'], { 'x.json': experiment(each) }).out),
    );
    assert.deepEqual(watched.epochs, plain.epochs);
    assert.deepEqual(watched.layers, plain.layers);
  });

  it('keeps checkpoints where asked to', () => {
    const { out } = run(
      ['train', 'x.json', '--json', '--set', 'trainer.checkpoint_every=2'],
      files,
    );
    const { checkpoints, layers } = parse<Trained>(out);
    assert.deepEqual(
      checkpoints.map(({ epoch }: { epoch: number }) => epoch),
      [2],
    );
    assert.notDeepEqual(checkpoints[0].layers, layers);
  });

  it('prints a line for each epoch of log_every, and a last one', () => {
    const { out } = run(['train', 'x.json', '--set', 'trainer.log_every=2'], files);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, 2);
    assert.match(lines[0], /^epoch 2 {2}loss 0\.\d+ {2}accuracy [\d.]+$/);
    assert.match(lines[1], /^Trained all 3 epochs\. loss 0\.\d+, accuracy [\d.]+ \(\d/);
  });

  it('prints lines that count from 0 where that count is due', () => {
    const log = [
      'trainer.log_every=2',
      'trainer.log_format={epoch0}: {iterations} {step} {learning_rate}',
    ];
    const argv = log.flatMap(each => ['--set', each]);
    const { out } = run(['train', 'x.json', ...argv], files);
    assert.deepEqual(out.split('\n').slice(0, 2), ['0: 2 2 0.01', '2: 2 6 0.01']);
  });

  it('prints the learning rate that an epoch has been trained with', () => {
    const set = [
      'optimizer.schedule={"type": "exponential", "gamma": 0.5}',
      'trainer.log_format={epoch} {learning_rate}',
    ];
    const argv = set.flatMap(each => ['--set', each]);
    const { out } = run(['train', 'x.json', ...argv], files);
    assert.deepEqual(out.split('\n').slice(0, 3), ['1 0.01', '2 0.005', '3 0.0025']);
  });

  it('--quiet prints the last line only', () => {
    const { out, err } = run(['train', 'x.json', '--quiet'], files, { terminal: true });
    assert.match(out, /^Trained all 3 epochs[^\n]*\n$/);
    assert.equal(err, '');
  });

  it('shows progress on a terminal, and takes it away again', () => {
    let clock = 0;
    const { err, out } = run(['train', 'x.json', '--json'], files, {
      terminal: true,
      now: () => (clock += 200),
    });
    assert.ok(err.includes('\x1b[Kepoch 1 of 3 · batch 1 of 2'), err);
    assert.ok(err.endsWith('\r\x1b[K'));
    parse<Trained>(out);
    assert.equal(run(['train', 'x.json', '--json'], files).err, '');
  });

  it('that ends in NaN is status 1, a sentence, and null in JSON', () => {
    const { status, out, err } = run(['train', 'x.json', '--json'], { 'x.json': diverging });
    assert.equal(status, 1);
    assert.match(err, /^Stopped at step \d+: .*smaller learning rate/);
    const { epochs, final } = parse<Trained>(out);
    assert.ok(epochs.length < 2000);
    assert.ok(final.loss === null || final.loss > 1e100);
  });

  it('refuses what validate refuses, with status 2', () => {
    const { status, out, err } = run(['train', 'x.json'], { 'x.json': csvExperiment('d.csv') });
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(err, /"d.csv" is missing/);
  });

  it('trains on a bare CSV file', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 2},${i},${i % 2 ? 'odd' : 'even'}`);
    const { status, out } = run(['train', 'data/d.csv', '--json', '--set', 'trainer.epochs=5'], {
      'data/d.csv': `a,b,kind\n${rows.join('\n')}\n`,
    });
    assert.equal(status, 0);
    assert.equal(parse<Trained>(out).epochs.length, 5);
  });

  it('places the problems of a bare CSV file in it', () => {
    const { status, err } = run(['train', 'data/d.csv'], { 'data/d.csv': 'a,y\n1,2\n3\n' });
    assert.equal(status, 2);
    assert.match(err, /^data\/d.csv:3:1: /);
  });
});

describe('inspect beyond the end of a file', () => {
  it('goes on by the schedule of the file', () => {
    const sections = {
      trainer: { epochs: 10 },
      optimizer: { type: 'sgd', learning_rate: 0.5, schedule: { type: 'cosine' } },
    };
    const weights = (step: number): number[][] => {
      const files = { 'x.json': experiment(sections) };
      const { out } = run(['inspect', 'x.json', '--json', '--step', String(step)], files);
      return parse<Inspected>(out).layers[0].weights;
    };
    // The rate has come down to 0 by then.
    assert.deepEqual(weights(11), weights(10));
    assert.notDeepEqual(weights(9), weights(10));
  });

  it('is refused where no file could come', () => {
    const args = ['inspect', 'x.json', '--step', '9007199254740991'];
    const { status, err } = run(args, { 'x.json': experiment() });
    assert.equal(status, 2);
    assert.match(err, /^--step can be at most 10,000,000, ten million epochs of this file\.$/m);
  });
});

describe('--set', () => {
  it('refuses a number that is too large for one', () => {
    const args = ['train', 'x.json', '--set', 'trainer.epochs=1e400'];
    const { status, err } = run(args, { 'x.json': experiment() });
    assert.equal(status, 2);
    assert.match(err, /^--set trainer\.epochs: 1e400 is too large for a number\.$/m);
  });
});

describe('gradcheck', () => {
  it('has the documented keys and agrees', () => {
    const { status, out } = run(['gradcheck', 'x.json', '--json'], { 'x.json': experiment() });
    assert.equal(status, 0);
    const { max_relative_error, parameters } = parse<Checked>(out);
    assert.ok(max_relative_error < 1e-7);
    assert.deepEqual(
      parameters.map(({ name }: { name: string }) => name),
      ['layers.0.weights', 'layers.0.biases', 'layers.1.weights', 'layers.1.biases'],
    );
    assert.deepEqual(Object.keys(parameters[0]), ['name', 'max_relative_error', 'worst']);
    assert.deepEqual(Object.keys(parameters[0].worst), ['index', 'analytic', 'numeric']);
  });

  it('prints a line for each tensor and a verdict', () => {
    const { out } = run(['gradcheck', 'x.json'], { 'x.json': experiment() });
    assert.equal(out.trimEnd().split('\n').length, 5);
    assert.match(out, /The gradients agree with finite differences/);
  });

  it('that has nothing to compare does not agree, nor does a check in the file', () => {
    const model = {
      layers: [{ units: 1, activation: 'relu', kernel_initializer: 'zeros' }],
    };
    const kinks = { 'x.json': experiment({ model, checks: { gradient_check: true } }) };
    const { status, out } = run(['gradcheck', 'x.json'], kinks);
    assert.equal(status, 1);
    assert.match(
      out,
      /^layers\.0\.weights {2}not compared {2}\(0 entries, \d at kinks left out\)$/m,
    );
    assert.match(out, /^Nothing could be compared: every entry stands at a kink\.$/m);
    const asJson = run(['gradcheck', 'x.json', '--json'], kinks);
    assert.equal(asJson.status, 1);
    assert.equal(parse<Checked>(asJson.out).max_relative_error, null);
    const trained = run(['train', 'x.json'], kinks);
    assert.equal(trained.status, 1);
    assert.match(trained.err, /No gradient could be compared: every entry stands at a kink\.$/m);
  });

  it('of numbers that are not finite is status 1', () => {
    const model = {
      layers: [{ units: 1, kernel_initializer: { type: 'constant', value: 1e308 } }],
    };
    const { status } = run(['gradcheck', 'x.json'], { 'x.json': experiment({ model }) });
    assert.equal(status, 1);
  });
});

describe('random', () => {
  it('answers every call in order from one stream', () => {
    const { status, out } = run(['random', 'numpy', '1024', 'randn(2,5)', 'randn(5,3)']);
    assert.equal(status, 0);
    const [w1, w2] = parse<number[][][]>(out);
    // The matrices of lab 000.
    assert.equal(w1[0][0].toFixed(8), '2.12444863');
    assert.equal(w2[4][2].toFixed(8), '0.92611427');
    const again = parse<number[][][]>(run(['random', 'numpy', '1024', 'randn(5,3)', '--json']).out);
    assert.notDeepEqual(again[0], w2);
  });

  it('knows both streams and both precisions', () => {
    const torch = (...more: string[]) =>
      parse<number[][]>(run(['random', 'torch', '0', 'rand(2)', 'randperm(4)', ...more]).out);
    const [single, order] = torch('--dtype', 'float32');
    assert.equal(single[0], Math.fround(single[0]));
    assert.notEqual(torch()[0][0], single[0]);
    assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
  });
});
