/** What the pages for people show can be done: files are read, commands run and end as they should. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { readExperiment } from '../../../src/experiment/read';
import { ROOT } from '../../tools/library/process';

const PAGES = ['README.md', 'samples/README.md', 'CONTRIBUTING.md'];
const CLI = 'node dist/cli.js ';
/** Files that nobody may pass on: without them the command says which it needs. */
const MNIST = path.join(ROOT, 'samples/mnist/train-images-idx3-ubyte.gz');

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

interface Block {
  language: string;
  text: string;
}

/** The parts between fences. */
function blocksIn(page: string): Block[] {
  return page
    .split(/^```/m)
    .filter((_, index) => index % 2 === 1)
    .map(part => {
      const end = part.indexOf('\n');
      return { language: part.slice(0, end).trim(), text: part.slice(end + 1) };
    });
}

function commandsIn(page: string): string[] {
  return blocksIn(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n').flatMap(line => line.split(' && ')))
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** In the project's folder, with its real files. */
function run(command: string): { status: number; out: string; err: string } {
  const argv = (command.slice(CLI.length).match(/"[^"]*"|[^\s"]+/g) ?? []).map(word =>
    word.replaceAll('"', ''),
  );
  const ran = { status: 0, out: '', err: '' };
  ran.status = runCli(argv, {
    cwd: ROOT,
    readFile: file => (existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null),
    out: text => {
      ran.out += text;
    },
    err: text => {
      ran.err += text;
    },
    terminal: false,
    now: () => 0,
    threads: () => null,
  });
  return ran;
}

for (const page of PAGES) {
  const text = read(page);

  describe(page, function () {
    this.timeout(60_000);

    for (const { language, text: block } of blocksIn(text)) {
      if (!language.startsWith('json')) continue;
      it(`shows an experiment that reads without a word: ${block.slice(0, 40)}`, () =>
        assert.deepEqual(readExperiment(block).problems, []));
    }

    for (const command of commandsIn(text)) {
      if (command.startsWith(CLI)) {
        it(`${command} ends well`, () => {
          const { status, out, err } = run(command);
          const lacks = command.includes('mnist') && !existsSync(MNIST);
          assert.equal(status, lacks ? 2 : 0, err);
          if (lacks) assert.match(err, /samples\/mnist|train-images-idx3-ubyte/);
          else assert.notEqual(out, '');
          if (command.includes('--json')) JSON.parse(out);
        });
      }
    }

    it('names scripts of the package only', () => {
      for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) {
        assert.ok(Object.hasOwn(scripts, name), `npm run ${name}`);
      }
    });

    it('links to files that are there', () => {
      for (const [, target] of text.matchAll(/\]\(([^)\s#:]+)\)/g)) {
        assert.ok(existsSync(path.join(ROOT, path.dirname(page), target)), target);
      }
    });
  });
}

describe('the pages together', () => {
  it('show experiments and commands at all', () => {
    const blocks = PAGES.flatMap(page => blocksIn(read(page)));
    assert.ok(blocks.filter(({ language }) => language.startsWith('json')).length >= 2);
    const commands = commandsIn(read('README.md'));
    assert.ok(commands.filter(command => command.startsWith(CLI)).length >= 7);
    // The CLI is built before it is called.
    assert.ok(commands.indexOf('npm run build') < commands.findIndex(each => each.startsWith(CLI)));
    assert.ok(commands.includes('npm run build'));
  });

  it('name every sample, and none that is not there', () => {
    const page = read('samples/README.md');
    const rows = page.split('\n').filter(line => line.startsWith('| `'));
    const named = rows.flatMap(row => {
      const [first, ...others] = Array.from(row.split('|')[1].matchAll(/`([^`]+)`/g), ([, it]) => it);
      const stem = first.replace('.backprop.json', '');
      const base = stem.replace(/-(?:sgd|\d+)$/, '');
      return [stem, ...others.map(each => (each.startsWith('-') ? base + each : each))];
    });
    const samples = readdirSync(path.join(ROOT, 'samples'))
      .filter(file => /\.(?:backprop\.json|csv)$/.test(file))
      .map(file => file.replace('.backprop.json', ''));
    assert.deepEqual(named.sort(), samples.sort());
  });
});
