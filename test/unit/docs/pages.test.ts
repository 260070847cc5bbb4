/** What the pages for people show can be done: files are read, commands run and end as they should. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { readExperiment } from '../../../src/experiment/read';
import { ROOT } from '../../tools/library/process';
import { blocksIn, readPage } from './blocks';

const GUIDES = readdirSync(path.join(ROOT, 'media/docs')).map(name => `media/docs/${name}`);
const PAGES = [
  ...['README.md', 'samples/README.md', 'CONTRIBUTING.md', 'test/bench/RESULTS.md'],
  ...GUIDES,
];
/** Their commands run one after the other, on files of their own: guides.test.ts. */
const STORIES = ['media/docs/teachers.md', 'media/docs/engineers.md'];
/** The ways to call the command line: from a clone, and from npm. */
const CLI = /^(?:node dist\/cli\.js|npx backprop-explorer|backprop) /;
/** Files that nobody may pass on: without them the command says which it needs. */
const MNIST = path.join(ROOT, 'samples/mnist/train-images-idx3-ubyte.gz');

const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };

function commandsIn(page: string): string[] {
  return blocksIn(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n').flatMap(line => line.split(' && ')))
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** In the project's folder, with its real files. */
function run(command: string): { status: number; out: string; err: string } {
  // Open Sample… puts copies there.
  const words = command.replace(CLI, '').replaceAll('backprop-samples/', 'samples/');
  const argv = (words.match(/"[^"]*"|[^\s"]+/g) ?? []).map(word => word.replaceAll('"', ''));
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

/** An open check is no mistake: it waits for its formula. */
const isWrong = ({ severity }: { severity: string }): boolean => severity !== 'information';

/** A page of the command line names what the JSON of its commands holds. */
function namesKeys(page: string, json: object): void {
  if (!page.startsWith('# The command line')) return;
  for (const key of Array.isArray(json) ? [] : Object.keys(json))
    assert.ok(page.includes(`\`${key}\``), `the page does not name ${key}`);
}

/** As they are linked to: small letters, signs left out, blanks as hyphens. */
function headingsIn(page: string): string[] {
  return Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

for (const page of PAGES) {
  const text = readPage(page);

  describe(page, function () {
    this.timeout(60_000);

    for (const { language, words, text: block } of blocksIn(text)) {
      // What is taken `from` another file is a part of one.
      if (!language.startsWith('json') || words.includes('from')) continue;
      it(`shows an experiment that reads without a word: ${block.slice(0, 40)}`, () =>
        assert.deepEqual(readExperiment(block).problems.filter(isWrong), []));
    }

    for (const command of STORIES.includes(page) ? [] : commandsIn(text)) {
      if (CLI.test(command)) {
        it(`${command} ends well`, () => {
          const { status, out, err } = run(command);
          const lacks = command.includes('mnist') && !existsSync(MNIST);
          assert.equal(status, lacks ? 2 : 0, err);
          if (lacks) assert.match(err, /samples\/mnist|train-images-idx3-ubyte/);
          else assert.notEqual(out, '');
          if (command.includes('--json')) namesKeys(text, JSON.parse(out) as object);
        });
      }
    }

    it('names scripts of the package only', () => {
      for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) {
        assert.ok(Object.hasOwn(scripts, name), `npm run ${name}`);
      }
    });

    it('links to files that are there, and to headings in them', () => {
      for (const [, target, heading] of text.matchAll(/\]\(([^)\s#:]*)#?([^)\s:]*)\)/g)) {
        const file = target === '' ? page : path.join(path.dirname(page), target);
        assert.ok(existsSync(path.join(ROOT, file)), target);
        if (heading)
          assert.ok(headingsIn(readPage(file)).includes(heading), `${target}#${heading}`);
      }
    });
  });
}

describe('the pages together', () => {
  it('show experiments and commands at all', () => {
    const blocks = PAGES.flatMap(page => blocksIn(readPage(page)));
    assert.ok(blocks.filter(({ language }) => language.startsWith('json')).length >= 2);
    const commands = commandsIn(readPage('README.md'));
    assert.ok(commands.filter(command => CLI.test(command)).length >= 4);
    // In a clone the command line is built before it is called.
    const built = commands.indexOf('npm run build');
    const called = commands.findIndex(each => each.startsWith('node dist/cli.js '));
    assert.ok(called < 0 || (built >= 0 && built < called));
  });

  it('name every sample, and none that is not there', () => {
    const page = readPage('samples/README.md');
    const rows = page.split('\n').filter(line => line.startsWith('| `'));
    const named = rows.flatMap(row => {
      const [first, ...others] = Array.from(
        row.split('|')[1].matchAll(/`([^`]+)`/g),
        ([, it]) => it,
      );
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
