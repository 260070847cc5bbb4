/** What is in the package, and what is not: a review of the .vsix that people install. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { packagedExtension, packagedFiles } from '../tools/library/packaged';
import { npmOutcome } from '../tools/library/process';
import { bundledPackages, notices } from '../tools/writeNotices';

/** Bundles that no Node runs. */
const FOR_THE_WEB = [
  'dist/extension.web.js',
  'dist/panel.js',
  'dist/inspector.js',
  'dist/autopsy.js',
  'dist/table.js',
  'dist/typesetter.js',
];

const BUNDLES = [...FOR_THE_WEB, 'dist/extension.js', 'dist/worker.js', 'dist/cli.js'];

interface Manifest {
  main: string;
  browser: string;
  icon: string;
  bin: { backprop: string };
}

describe('the package', () => {
  let vsix: string;
  let files: Map<string, Uint8Array>;
  const text = (name: string): string => {
    const content = files.get(name);
    assert.ok(content, `${name} is missing`);
    return new TextDecoder().decode(content);
  };
  before(async () => {
    vsix = await packagedExtension();
    files = await packagedFiles(vsix);
  });

  it('has everything that the manifest names', () => {
    const manifest = JSON.parse(text('package.json')) as Manifest;
    const named = [manifest.main, manifest.browser, manifest.icon, manifest.bin.backprop];
    for (const name of named) assert.ok(files.has(name.replace(/^\.\//, '')), `${name} is missing`);
  });

  it('has a headless runner that needs nothing but Node', async () => {
    const runner = text('dist/cli.js');
    assert.match(runner, /^#!\/usr\/bin\/env node\n/);
    const folder = await mkdtemp(path.join(tmpdir(), 'backprop-runner-'));
    try {
      const file = path.join(folder, 'cli.js');
      await writeFile(file, runner);
      const argv = [file, 'random', 'numpy', '1024', 'randn(1)', 'permutation(3)'];
      const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder });
      const [[first], order] = JSON.parse(stdout) as [[number], number[]];
      assert.equal(first.toFixed(8), '2.12444863');
      assert.deepEqual(order.sort(), [0, 1, 2]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has the bundles, the page, the samples and the papers', () => {
    for (const name of [
      ...BUNDLES,
      'dist/panel.css',
      'dist/inspector.css',
      'dist/autopsy.css',
      'dist/table.css',
      'samples/xor.backprop.json',
    ])
      assert.ok(files.has(name), `${name} is missing`);
    // vsce writes the papers' names its own way.
    const names = [...files.keys()].map(name => name.toLowerCase());
    for (const paper of ['readme.md', 'changelog.md', 'license.txt'])
      assert.ok(names.includes(paper), `${paper} is missing`);
  });

  it('has the guides, and whatever they link to', () => {
    const guides = [...files.keys()].filter(name => name.startsWith('media/docs/'));
    for (const name of ['findings', 'format', 'commands', 'cli', 'panel', 'teachers', 'engineers'])
      assert.ok(guides.includes(`media/docs/${name}.md`), `${name} is missing`);
    for (const guide of guides)
      for (const [, target] of text(guide).matchAll(/\]\(([^)\s#:]+)/g)) {
        const file = path.posix.join('media/docs', target);
        assert.ok(files.has(file), `${guide} links to ${file}`);
      }
  });

  it('carries the licences of everything that is in its bundles', () => {
    const packages = bundledPackages();
    for (const known of ['chart.js', 'temml', '@vscode/webview-ui-toolkit'])
      assert.ok(packages.includes(known), known);
    assert.equal(
      text('ThirdPartyNotices.txt'),
      notices(packages),
      '`npm run notices` writes it anew',
    );
    assert.match(text('ThirdPartyNotices.txt'), /Copyright \(C\) 1993 by Sun Microsystems/);
    assert.throws(() => notices([...packages, 'not-a-package']), /not-a-package is bundled/);
  });

  it('has nothing else', () => {
    const allowed = [
      /^package(?:\.nls(?:\.[\w-]+)?)?\.json$/,
      /^(?:readme\.md|changelog\.md|license\.txt|thirdpartynotices\.txt)$/i,
      /^dist\/(?:extension(?:\.web)?|worker|cli|panel|inspector|autopsy|table|typesetter)\.(?:js|css)$/,
      /^dist\/formulas\.json$/,
      /^media\/(?:[\w/-]+\.(?:png|svg|webp)|experiment\.schema\.json|debugger\/collect\.py|l10n\/[\w.-]+\.json|docs\/\w+\.md)$/,
      /^samples\/[\w/.-]+\.(?:json|csv|md|gz|txt)$/,
    ];
    const strange = [...files.keys()].filter(name => !allowed.some(known => known.test(name)));
    assert.deepEqual(strange, []);
  });

  it('has no sources, tests or maps', () => {
    const inside = [...files.keys()].filter(name => /\.(?:ts|map)$|(?:^|\/)test\//.test(name));
    assert.deepEqual(inside, []);
    for (const name of BUNDLES) assert.ok(!text(name).includes('sourceMappingURL='), name);
  });

  it('is packed without a word of warning', async () => {
    const out = path.join(await mkdtemp(path.join(tmpdir(), 'backprop-pack-')), 'packed.vsix');
    try {
      const pack = ['exec', '--', 'vsce', 'package', '--no-dependencies', '--out', out];
      const { code, output } = await npmOutcome(pack, { quiet: true });
      assert.equal(code, 0, output);
      assert.deepEqual(output.match(/^.*\bwarn(?:ing)?\b.*$/gim), null);
    } finally {
      await rm(path.dirname(out), { recursive: true });
    }
  });

  it('is smaller than 1.5 MB', async () => {
    const { size } = await stat(vsix);
    assert.ok(size < 1_500_000, `${size} bytes`);
  });

  it('has a page of the inspector that is there at once: at most 60 kB of script', () => {
    const size = Buffer.byteLength(text('dist/inspector.js'));
    assert.ok(size <= 60_000, `${size} bytes`);
  });

  for (const name of BUNDLES) {
    const node = !FOR_THE_WEB.includes(name);
    it(`bundles in ${name} all but vscode${node ? " and Node's modules" : ''}`, () => {
      const required = text(name).matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]/g);
      const modules = [...required].map(match => match[1].replace(/^node:/, ''));
      const known = ['vscode', ...(node ? builtinModules : [])];
      // The desktop's entry loads the web's bundle, which the package carries beside it.
      const beside = modules.filter(module => files.has(`${path.posix.join('dist', module)}.js`));
      const missing = modules.filter(module => !known.includes(module) && !beside.includes(module));
      assert.deepEqual(missing, []);
      // A module in UMD form hides its imports from the bundler behind a parameter.
      const relative = text(name).matchAll(/\w\(\s*["'`](\.\.?\/[^"'`]*)["'`]\s*\)/g);
      assert.deepEqual(
        [...relative].map(match => match[1]).filter(module => !beside.includes(module)),
        [],
      );
      const builtin = /\bnode:(?:fs|path|os|worker_threads|process)\b/g;
      if (!node) assert.equal(text(name).match(builtin), null);
    });
  }

  it('has a worker that a browser can run: it asks for nothing of Node’s there', () => {
    const heard: unknown[] = [];
    const channel = () => ({ postMessage: () => undefined, onmessage: null });
    const scope: Record<string, unknown> = {
      MessageChannel: class {
        port1 = channel();
        port2 = channel();
      },
      ...{ performance, TextDecoder, TextEncoder, WebAssembly, URL, console, setTimeout },
      ...{ structuredClone, atob, btoa, Blob, queueMicrotask },
      postMessage: (message: unknown) => heard.push(message),
    };
    runInNewContext(text('dist/worker.js'), scope);
    const { onmessage } = scope as { onmessage?: (event: { data: unknown }) => void };
    assert.ok(onmessage, 'it does not listen');
    onmessage({ data: { tag: 'request', id: 7, name: 'snapshot', params: {} } });
    return new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      assert.deepEqual(
        heard.map(message => ({ ...(message as object) })),
        [{ tag: 'error', id: 7, message: 'No experiment has been loaded yet.' }],
      );
    });
  });

  it('has production builds only: small, on few lines', () => {
    for (const name of BUNDLES) {
      const source = text(name);
      assert.ok(source.split('\n').length < source.length / 100, `${name} is not minified`);
    }
  });
});
