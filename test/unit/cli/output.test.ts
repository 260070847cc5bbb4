/** The runner as a process whose output ends before it does. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { StdioOptions } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { experiment } from './support';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Of a process that goes on for nobody; nothing is measured by it. */
const TIMEOUT = 20_000;

describe('the output of the runner', function () {
  this.timeout(2 * TIMEOUT);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'backprop-cli-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function start(trainer: object, stdio: StdioOptions) {
    const file = path.join(folder, 'x.json');
    writeFileSync(file, experiment({ trainer }));
    const argv = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts'), 'train', file];
    const child = spawn(process.execPath, argv, { cwd: ROOT, stdio, timeout: TIMEOUT });
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = new Promise<{ status: number | null; err: string }>(resolve => {
      child.once('close', status => resolve({ status, err }));
    });
    return { child, ended };
  }

  it('ends the run quietly once its reader has gone', async () => {
    const { child, ended } = start({ epochs: 10_000_000 }, ['ignore', 'pipe', 'pipe']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    assert.deepEqual(await ended, { status: 141, err: '' });
  });

  (existsSync('/dev/full') ? it : it.skip)('on a full disk is one sentence', async () => {
    const { ended } = start({ epochs: 3 }, ['ignore', openSync('/dev/full', 'w'), 'pipe']);
    const { status, err } = await ended;
    assert.match(
      err,
      /^Standard output cannot be written: ENOSPC: no space left on device[^\n]*\n$/,
    );
    assert.equal(status, 1);
  });

  it('does not depend on messages that nobody reads', async () => {
    const { child, ended } = start({ epochs: 3, batch_size: 9 }, ['ignore', 'ignore', 'pipe']);
    child.stderr?.destroy();
    assert.deepEqual(await ended, { status: 0, err: '' });
  });
});
