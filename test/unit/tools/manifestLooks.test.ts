/** The manifest: icons, order, keys' arguments, limits of settings, and the files that it names. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { holds } from './whenClause';

interface Manifest {
  bin: Record<string, string>;
  contributes: {
    languages: { id: string; filenamePatterns?: string[]; extensions?: string[] }[];
    jsonValidation: { fileMatch: string; url: string }[];
    commands: { command: string; title: string; icon?: string; enablement?: string }[];
    menus: Record<string, { command: string; group?: string }[]>;
    keybindings: { command: string; key: string; args?: string }[];
    configuration: { properties: Record<string, { scope: string; maximum?: number }> };
    walkthroughs: { steps: { id: string; title: string; media: Record<string, string> }[] }[];
  };
}

const source = readFileSync('package.json', 'utf8');
const { bin, contributes } = JSON.parse(source) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const short = (command: string): string => command.replace(/^backprop\./, '');

/** Title and icon of each command, as they are in the menus. */
const COMMANDS: Record<string, [title: string, icon: string | undefined]> = {
  train: ['Train Network', 'play'],
  step: ['Step One Batch', 'debug-step-over'],
  stepEpoch: ['Step One Epoch', 'run-all'],
  stepLayer: ['Step One Layer', 'debug-step-into'],
  stepGate: ['Step One Gate', 'debug-step-into'],
  stepBack: ['Step Back', 'debug-step-back'],
  stopWhen: ['Stop When…', 'debug-breakpoint-conditional'],
  fork: ['Fork from Here', 'repo-forked'],
  compareRuns: ['Compare Runs…', 'compare-changes'],
  pause: ['Pause', 'debug-pause'],
  reset: ['Reset', 'debug-restart'],
  inspect: ['Inspect Gradients', 'search'],
  checkGradients: ['Check Gradients', 'verified'],
  copyNumPy: ['Copy as NumPy', undefined],
  copyCsv: ['Copy as CSV', undefined],
  goToLine: ['Go to Line in File', 'go-to-file'],
  filterTensors: ['Filter Tensors…', 'filter'],
  openPanel: ['Open Panel', 'open-preview'],
  openSample: ['Open Sample…', undefined],
  runSweep: ['Run Sweep', 'run-all'],
  cancelSweep: ['Cancel Sweep', 'debug-stop'],
  newExperiment: ['New Experiment…', 'new-file'],
  newFromCsv: ['New Experiment from This CSV', 'new-file'],
};

/** Commands of each menu by their groups, in the order in which the editor sorts these. */
const ORDER: Record<string, string> = {
  'editor/title': 'stepGate train pause openPanel',
  'explorer/context': 'openPanel newFromCsv',
  'view/item/context': 'goToLine copyNumPy copyCsv',
  'view/title':
    'train pause step filterTensors stepLayer stepEpoch stepBack reset stopWhen fork compareRuns',
};

describe('what is seen of the manifest', () => {
  it('is the title and the icon of each command', () => {
    const shown = contributes.commands.map(({ command, title, icon }) => [
      short(command),
      [words[title.replaceAll('%', '')], icon && /^\$\((.*)\)$/.exec(icon)?.[1]],
    ]);
    assert.deepEqual(Object.fromEntries(shown), COMMANDS);
  });

  it('is the order of each menu, and the button beside a row', () => {
    for (const [menu, expected] of Object.entries(ORDER)) {
      const entries = contributes.menus[menu].filter(({ group }) => !group?.startsWith('inline'));
      const placed = entries.map(({ command, group = '' }) => {
        const [name, at] = group.split('@');
        return { command: short(command), key: [name === 'navigation' ? '' : name, Number(at)] };
      });
      placed.sort(({ key: [a, i] }, { key: [b, j] }) =>
        a === b ? Number(i) - Number(j) : String(a).localeCompare(String(b)),
      );
      assert.equal(placed.map(({ command }) => command).join(' '), expected, menu);
    }
    const inline = contributes.menus['view/item/context'].filter(
      ({ group }) => group === 'inline@1',
    );
    assert.deepEqual(
      inline.map(({ command }) => command),
      ['backprop.goToLine'],
    );
  });

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
  it('tells a key of the inspector to take the row with the focus', () => {
    const focused = contributes.keybindings.filter(({ args }) => args === 'focused');
    assert.deepEqual(
      focused.map(({ command, key }) => `${key} ${short(command)}`),
      ['ctrl+c copyNumPy', 'f12 goToLine'],
    );
  });

  it('reads experiments as JSON with comments by their schema, and tables as CSV', () => {
    const [jsonc, csv] = contributes.languages;
    assert.deepEqual(
      [jsonc.id, jsonc.filenamePatterns, csv.id, csv.extensions],
      ['jsonc', ['*.backprop.json'], 'csv', ['.csv']],
    );
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: '*.backprop.json', url: './media/experiment.editor.json' },
    ]);
    assert.deepEqual(bin, { backprop: './dist/cli.js' });
  });

  it('names pictures that are there', () => {
    for (const [, file] of source.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g))
      assert.ok(existsSync(file), file);
  });

  it('has a picture of its own in each step of the walkthrough, and says what it shows', () => {
    for (const { id, title, media } of contributes.walkthroughs[0].steps) {
      assert.equal(title, `%walkthrough.${id}.title%`);
      const altText = `%walkthrough.${id}.altText%`;
      assert.deepEqual(media, { svg: `media/walkthrough/${id}.svg`, altText });
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
