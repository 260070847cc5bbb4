/** The manifest: what is disabled, keys' arguments, limits of settings, and the files that it names. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { holds } from './whenClause';

interface Manifest {
  bin: Record<string, string>;
  contributes: {
    languages: { id: string; filenamePatterns?: string[]; extensions?: string[] }[];
    jsonValidation: { fileMatch: string; url: string }[];
    commands: { command: string; enablement?: string }[];
    configuration: { properties: Record<string, { scope: string; maximum?: number }> };
    walkthroughs: { steps: { id: string; title: string; media: Record<string, string> }[] }[];
  };
}

const source = readFileSync('package.json', 'utf8');
const { bin, contributes } = JSON.parse(source) as Manifest;
const short = (command: string): string => command.replace(/^backprop\./, '');

describe('what is seen of the manifest', () => {
  it('is disabled where there is nothing to go back or to fork from', () => {
    for (const command of ['backprop.stepBack', 'backprop.fork']) {
      const { enablement } = contributes.commands.find(each => each.command === command) ?? {};
      const enabled = ['none', 'idle', 'running', 'paused', 'done', 'failed'].filter(state =>
        holds(enablement, { 'backprop.state': state, 'backprop.kind': 'network' }),
      );
      assert.deepEqual(enabled, ['running', 'paused', 'done', 'failed'], command);
    }
  });
});

describe('what the manifest gives', () => {
  it('reads experiments as JSON with comments by their schema, and tables as CSV or TSV', () => {
    const [jsonc, csv, tsv] = contributes.languages;
    assert.deepEqual(
      [jsonc.id, jsonc.filenamePatterns, csv.id, csv.extensions, tsv.id, tsv.extensions],
      ['jsonc', ['*.backprop.json'], 'csv', ['.csv'], 'tsv', ['.tsv']],
    );
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: '*.backprop.json', url: 'backprop-schema://media/experiment.editor.json' },
    ]);
    assert.deepEqual(bin, { backprop: 'dist/cli.js' });
  });

  it('names pictures that are there', () => {
    for (const [, file] of source.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g))
      assert.ok(existsSync(file), file);
  });

  it('has a picture of its own in each step of the walkthrough, and says what it shows', () => {
    for (const { id, title, media } of contributes.walkthroughs[0].steps) {
      assert.equal(title, `%walkthrough.${id}.title%`);
      const altText = `%walkthrough.${id}.altText%`;
      assert.deepEqual(media, { image: `media/walkthrough/${id}.webp`, altText });
    }
  });

  it('lets a workspace not raise what is the machine’s beyond its limits', () => {
    const { properties } = contributes.configuration;
    const machines = Object.entries(properties).filter(([, { scope }]) => scope !== 'resource');
    assert.deepEqual(
      machines.map(([name, { scope, maximum }]) => [short(name), scope, maximum]),
      [
        ['largestDataFile', 'machine-overridable', 4096],
        ['threads', 'machine-overridable', 64],
      ],
    );
  });
});
