/** Whole files, as `validate` sees them: good ones without a word, broken ones at the right line. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import { runCli } from '../../../src/cli/runCli';
import type { PlacedProblem } from '../../../src/cli/load';
import { experimentSchema } from '../../../src/experiment/schema';

const folder = path.join(__dirname, '../../fixtures/experiments');
const matchesSchema = new Ajv({ strict: false }).compile(experimentSchema());

function filesIn(kind: 'good' | 'broken'): string[] {
  return readdirSync(path.join(folder, kind)).filter(file => file.endsWith('.backprop.json'));
}

function read(kind: string, file: string): string {
  return readFileSync(path.join(folder, kind, file), 'utf8');
}

function validate(kind: string, file: string): { status: number; problems: PlacedProblem[] } {
  let out = '';
  const status = runCli(['validate', `${kind}/${file}`, '--json'], {
    cwd: folder,
    readFile: name => (existsSync(name) ? readFileSync(name) : null),
    out: text => {
      out += text;
    },
    err: () => undefined,
    terminal: false,
    now: () => 0,
    threads: () => null,
  });
  const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: PlacedProblem[] };
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
