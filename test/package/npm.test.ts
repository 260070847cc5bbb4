/** The npm package: the command line, as `npx backprop-explorer` brings it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packagedExtension, readManifest } from '../tools/library/packaged';
import { npmOutcome, ROOT } from '../tools/library/process';
import { oldestNode, oldestVersion } from './oldestNode';

const run = promisify(execFile);
const SHELL = process.platform === 'win32';

describe('the npm package', () => {
  let folder: string;
  let names: string[];

  before(async () => {
    // Packaging the extension builds what both packages hold.
    await packagedExtension();
    folder = await mkdtemp(path.join(tmpdir(), 'backprop-npm-'));
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', pack, { cwd: ROOT, shell: SHELL });
    const [{ filename, files }] = JSON.parse(stdout) as [
      { filename: string; files: { path: string }[] },
    ];
    names = files.map(file => file.path);
    // As a person gets it: nothing else is installed with it.
    const install = ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`];
    await run('npm', install, { cwd: folder, shell: SHELL });
  });

  after(() => rm(folder, { recursive: true }));

  const installed = (...parts: string[]) => path.join(folder, 'node_modules', ...parts);
  const backprop = (...argv: string[]) =>
    run(installed('.bin', 'backprop'), argv, { cwd: installed('backprop-explorer'), shell: SHELL });

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

  it('brings a command, which says its version, and trains a sample', async () => {
    const { version } = await readManifest();
    assert.equal((await backprop('--version')).stdout, `${version}\n`);
    const { stdout } = await backprop('train', 'samples/xor.backprop.json');
    assert.match(stdout, /^epoch +\d+ .*loss/m);
  });

  it('computes the same with the oldest Node.js that it allows', async function () {
    this.timeout(150_000);
    const version = await oldestVersion();
    const node = await oldestNode(version);
    if (node === null) {
      if (this.test) this.test.title = `skipped: the npm registry gives no Node.js ${version}`;
      return this.skip();
    }
    assert.equal((await run(node, ['--version'])).stdout.trim(), `v${version}`);
    const cwd = installed('backprop-explorer');
    for (const argv of [
      ['--version'],
      ['train', 'samples/three-gaussians.backprop.json', '--json'],
      ['random', 'numpy', '1024', 'randn(3)'],
    ]) {
      const ofOldest: { stdout: string } = await run(node, ['dist/cli.js', ...argv], { cwd });
      const ofThis = await backprop(...argv);
      assert.equal(timeless(ofOldest.stdout), timeless(ofThis.stdout), argv.join(' '));
    }
  });

  it('is published without a word of warning', async () => {
    const publish = ['publish', '--dry-run', '--ignore-scripts', '--loglevel=warn'];
    const { code, output } = await npmOutcome(publish, { quiet: true });
    assert.equal(code, 0, output);
    const warnings = output.split('\n').filter(line => /^npm warn/i.test(line));
    assert.deepEqual(
      // A machine that tests has no account.
      warnings.filter(line => !line.includes('requires you to be logged in')),
      [],
    );
  });
});

/** The output without its times and speeds, which differ from run to run. */
function timeless(output: string): string {
  return output.replace(
    / \([\d.]+ s, [\d,]+ samples\/s\)|"(?:samples_per_)?seconds?": ?[\d.e-]+/g,
    '',
  );
}
