/**
 * The guides for teachers and engineers, done as they are read: files are saved under their names,
 * commands run in a shell, and what they print is what the page says they print.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { parse } from 'jsonc-parser';
import { ROOT } from '../../tools/library/process';
import { blocksIn, readPage, type Block } from './blocks';

const PYTHON = process.env.BACKPROP_TEST_PYTHON ?? '/usr/bin/python3';

/** Why the guides cannot be done on this machine; null: they can. */
function obstacle(): string | null {
  if (process.platform === 'win32') return 'their commands are those of a POSIX shell';
  try {
    execFileSync(PYTHON, ['-c', 'import numpy'], { stdio: 'ignore' });
    return null;
  } catch {
    return process.env.BACKPROP_TEST_PYTHON_NEEDED === 'yes' ? null : `no NumPy for ${PYTHON}`;
  }
}

/** A line of dots stands for any lines, dots in a line for anything in it. */
function patternOf(printed: string): RegExp {
  const literal = printed.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const lines = literal.replace(/^…\n/gm, '(?:.*\\n)*').replaceAll('…', '.*');
  return new RegExp(`^${lines}\\n?$`);
}

class Reader {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'backprop-guide-'));
  private readonly programs = path.join(this.folder, '.programs');

  constructor() {
    mkdirSync(this.programs);
    const runner = path.join(this.programs, 'cli.js');
    const entryPoints = [path.join(ROOT, 'src/cli/main.ts')];
    const mainFields = ['module', 'main'];
    buildSync({ entryPoints, outfile: runner, bundle: true, platform: 'node', mainFields });
    this.program('backprop', `"${process.execPath}" "${runner}"`);
    this.program('python3', PYTHON);
  }

  private program(name: string, command: string): void {
    const text = `#!/bin/sh\nexec ${command} "$@"\n`;
    writeFileSync(path.join(this.programs, name), text, { mode: 0o755 });
  }

  /** Saves a file; of a part `from` another file what it does not say is as there. */
  save({ words: [name, , from], text }: Block): void {
    const file = path.join(this.folder, name);
    if (!from) return writeFileSync(file, text);
    const whole = parse(readFileSync(path.join(this.folder, from), 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...whole, ...(parse(text) as object) }, null, 2));
  }

  /** What the commands print, errors among the rest. */
  run(commands: string): string {
    const PATH = `${this.programs}${path.delimiter}${process.env.PATH}`;
    const options = { cwd: this.folder, env: { ...process.env, PATH }, encoding: 'utf8' } as const;
    return spawnSync('/bin/sh', ['-c', `exec 2>&1\n${commands}`], options).stdout;
  }

  leave(): void {
    rmSync(this.folder, { recursive: true });
  }
}

for (const page of ['media/docs/teachers.md', 'media/docs/engineers.md']) {
  describe(page, function () {
    this.timeout(60_000);
    const reason = obstacle();
    if (reason !== null) {
      it(`skipped: ${reason}`);
      return;
    }

    let reader: Reader;
    before(() => (reader = new Reader()));
    after(() => reader.leave());

    const blocks = blocksIn(readPage(page));
    blocks.forEach((block, index) => {
      const { language, words, text } = block;
      if (words.length > 0) it(`has a file ${words[0]}`, () => reader.save(block));
      if (language !== 'sh') return;
      const next = blocks.at(index + 1);
      const says = next?.language === 'text' && next.words.length === 0 ? next.text : '';
      it(`prints what it says: ${text.trim().replaceAll('\n', ' · ')}`, () => {
        const printed = reader.run(text);
        assert.match(printed, patternOf(says), `it printed:\n${printed}`);
      });
    });
  });
}

describe('the guides', () => {
  it('are compared line by line', () => {
    assert.match('a b c\nd\n', patternOf('a … c\nd\n'));
    assert.match('a\nx\ny\nz\n', patternOf('a\n…\nz\n'));
    assert.doesNotMatch('a\nb\n', patternOf('a\n'));
    assert.doesNotMatch('a+\n', patternOf('a.\n'));
  });

  it('have commands, and say what they print', () => {
    const blocks = blocksIn(readPage('media/docs/teachers.md'));
    assert.ok(blocks.filter(({ language }) => language === 'sh').length >= 4);
    assert.ok(blocks.filter(({ language }) => language === 'text').length >= 4);
  });
});
