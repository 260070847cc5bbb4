/** The npm package: the command line, as `npx backprop-explorer` brings it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packagedExtension, readManifest } from '../tools/library/packaged';
import { ROOT } from '../tools/library/process';

const run = promisify(execFile);

describe('the npm package', () => {
  let folder: string;
  let names: string[];

  before(async () => {
    // Packaging the extension builds what both packages hold.
    await packagedExtension();
    folder = await mkdtemp(path.join(tmpdir(), 'backprop-npm-'));
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', pack, { cwd: ROOT, shell: process.platform === 'win32' });
    const [{ filename, files }] = JSON.parse(stdout) as [
      { filename: string; files: { path: string }[] },
    ];
    names = files.map(file => file.path);
    await run('tar', ['-xzf', filename], { cwd: folder });
  });

  after(() => rm(folder, { recursive: true }));

  const backprop = (...argv: string[]) =>
    run(process.execPath, ['dist/cli.js', ...argv], { cwd: path.join(folder, 'package') });

  it('has the command line, its papers and the samples, and nothing else', () => {
    const allowed =
      /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|ThirdPartyNotices\.txt|dist\/cli\.js|samples\/[\w/.-]+)$/;
    assert.deepEqual(
      names.filter(name => !allowed.test(name)),
      [],
    );
    for (const name of ['dist/cli.js', 'LICENSE', 'ThirdPartyNotices.txt'])
      assert.ok(names.includes(name), name);
  });

  it('says its version, and trains a sample', async () => {
    const { version } = await readManifest();
    assert.equal((await backprop('--version')).stdout, `${version}\n`);
    const { stdout } = await backprop('train', 'samples/xor.backprop.json');
    assert.match(stdout, /^epoch +\d+ .*loss/m);
  });
});
