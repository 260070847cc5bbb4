/** Whole files, as `validate` sees them: good ones without a word, broken ones at the right line. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { gzipSync } from 'fflate';
import { parse } from 'jsonc-parser';
import { readFile } from '../../../src/cli/terminal/readFile';
import { runCli } from '../../../src/cli/runCli';
import type { PlacedFinding } from '../../../src/cli/terminal/load';
import { experimentSchema } from '../../../src/experiment/schema';
import { run } from '../cli/support';

const folder = path.join(__dirname, '../../fixtures/experiments');
const matchesSchema = new Ajv({ strict: false }).compile(experimentSchema());

function filesIn(kind: 'good' | 'broken'): string[] {
  return readdirSync(path.join(folder, kind)).filter(file => file.endsWith('.backprop.json'));
}

function read(kind: string, file: string): string {
  return readFileSync(path.join(folder, kind, file), 'utf8');
}

function validate(kind: string, file: string): { status: number; problems: PlacedFinding[] } {
  let out = '';
  const status = runCli(['validate', `${kind}/${file}`, '--json'], {
    cwd: folder,
    readFile,
    out: text => {
      out += text;
    },
    err: () => undefined,
    terminal: false,
    now: () => 0,
    threads: () => null,
  });
  const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: PlacedFinding[] };
  assert.equal(ok, status === 0);
  return { status, problems };
}

describe('good experiment files', () => {
  it('are more than 40', () => assert.ok(filesIn('good').length >= 40));

  for (const file of filesIn('good')) {
    it(file, () => {
      const { status, problems } = validate('good', file);
      assert.deepEqual(problems, []);
      assert.equal(status, 0);
      const matches = matchesSchema(parse(read('good', file)));
      assert.ok(matches, JSON.stringify(matchesSchema.errors));
    });
  }
});

describe('the examples of the format', () => {
  /** The digits: 60,000 pictures of nothing. */
  const pictures = () => {
    const images = new Uint8Array(16 + 60_000 * 784);
    images.set([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
    const labels = Uint8Array.from({ length: 8 + 60_000 }, (_, index) => index % 10);
    labels.set([0, 0, 8, 1, 0, 0, 0xea, 0x60]);
    return {
      'mnist/train-images-idx3-ubyte.gz': gzipSync(images, { level: 1 }),
      'mnist/train-labels-idx1-ubyte.gz': gzipSync(labels, { level: 1 }),
    };
  };
  const data: { [file: string]: () => { [path: string]: Uint8Array } } = {
    'three-gaussians.backprop.json': () => ({
      'data/train.csv': readFileSync('samples/data/three-gaussians-train.csv'),
    }),
    'mnist-sweep.backprop.json': pictures,
  };
  const files = readdirSync(path.join(folder, 'format'));
  it('are four', () => assert.equal(files.length, 4));

  for (const file of files) {
    it(`${file} validates without a word`, function () {
      this.timeout(60_000);
      const text = readFileSync(path.join(folder, 'format', file), 'utf8');
      const { status, out, err } = run(['validate', file, '--json'], {
        [file]: text,
        ...data[file]?.(),
      });
      assert.equal(err, '');
      assert.equal(status, 0);
      assert.deepEqual(JSON.parse(out), { ok: true, problems: [] });
      assert.ok(matchesSchema(parse(text)), JSON.stringify(matchesSchema.errors));
    });
  }

  const document = path.join(__dirname, '../../../../shared/design/experiment-format.md');
  if (!existsSync(document)) {
    it('are those of the format document: skipped, ../shared/design is not on this machine');
    return;
  }
  it('are those of the format document', () => {
    const examples = readFileSync(document, 'utf8').matchAll(/```jsonc\n([\s\S]*?)```/g);
    const own = files.map(file => readFileSync(path.join(folder, 'format', file), 'utf8'));
    assert.deepEqual([...examples].map(([, text]) => text).sort(), own.sort());
  });
});

/** `// line 5: words` or `// data/file.csv line 5: words`, in the first line. */
const EXPECTATION = /^\/\/ (?:(\S+) )?line (\d+): (.*)/;

describe('broken experiment files', () => {
  it('are more than 60', () => assert.ok(filesIn('broken').length >= 60));

  for (const file of filesIn('broken')) {
    it(file, () => {
      const expected = EXPECTATION.exec(read('broken', file));
      assert.ok(expected, 'the first line says what is expected');
      const [, dataFile, line, words] = expected;
      const { status, problems } = validate('broken', file);
      assert.equal(status, 2);
      const errors = problems.filter(({ severity }) => severity === 'error');
      const [first] = errors;
      assert.equal(first.file, `broken/${dataFile ?? file}`);
      assert.equal(first.line, Number(line), first.message);
      assert.ok(first.message.includes(words), first.message);
      assert.match(first.message, /[.?]$/, 'a sentence');
    });
  }
});
