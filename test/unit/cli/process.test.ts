/** The runner as a process: what it reads from a disk, and what becomes of its output. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { USAGE } from '../../../src/cli/terminal/arguments';
import { experiment } from './support';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PROGRAM = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts')];
/** Of a process that hangs; nothing is measured by it. */
const TIMEOUT = 30_000;
const posix = process.platform !== 'win32';

describe('the runner as a process', function () {
  this.timeout(2 * TIMEOUT);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'backprop-cli-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const at = (name: string) => path.join(folder, name);

  function write(name: string, sections: object): string {
    writeFileSync(at(name), experiment(sections));
    return at(name);
  }

  const onTable = (file: string) => ({ data: { train: { type: 'csv', path: file } } });

  /** Synchronously: a process that waits for ever is ended, and has no status. */
  function run(argv: readonly string[]) {
    const options = { cwd: ROOT, encoding: 'utf8', timeout: TIMEOUT } as const;
    return spawnSync(process.execPath, [...PROGRAM, ...argv], options);
  }

  describe('reads regular files only:', () => {
    const placed = (words: string) =>
      new RegExp(`^\\S*x\\.json:1:\\d+: "data\\.csv" cannot be read: ${words}\\.\\n$`);

    const others: { [name: string]: [prepare: () => void, words: string] } = {
      'no pipe': [
        () => spawnSync('mkfifo', [at('data.csv')]),
        'it is neither a regular file nor a link to one',
      ],
      'no link to a device': [
        () => symlinkSync('/dev/zero', at('data.csv')),
        'it is neither a regular file nor a link to one',
      ],
      'no folder': [() => mkdirSync(at('data.csv')), 'it is a folder, not a file'],
      'none that is too large': [
        () => {
          writeFileSync(at('data.csv'), '');
          truncateSync(at('data.csv'), 3 * 2 ** 30);
        },
        'it has 3,072 MB, more than the limit of 2,048 MB: use an extract of it',
      ],
    };
    for (const [name, [prepare, words]] of Object.entries(others)) {
      (posix ? it : it.skip)(name, () => {
        prepare();
        const { status, stderr } = run(['validate', write('x.json', onTable('data.csv'))]);
        assert.match(stderr, placed(words));
        assert.equal(status, 2);
      });
    }
  });

  (posix ? it : it.skip)('follows a link out of the workspace, as it says it does', () => {
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere/data.csv'), 'a,b,label\n0,1,0\n1,0,1\n');
    mkdirSync(at('work'));
    symlinkSync(at('elsewhere/data.csv'), at('work/data.csv'));
    const { status, stderr } = run(['validate', write('work/x.json', onTable('data.csv'))]);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(USAGE, /named inside the\s+working directory; a link there is followed/);
    const schema = readFileSync(path.join(ROOT, 'media/experiment.schema.json'), 'utf8');
    assert.match(schema, /"The file, relative to this one, [^"]* a link is followed\."/);
  });
});
