/** The settings: what the manifest promises of them is what the extension takes. */
import './vscode/install';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as settings from '../../../src/host/surfaces/configuration';
import { types } from './vscode/types';
import { disk } from './vscode/workspace';

interface Manifest {
  contributes: { configuration: { properties: Record<string, { default: unknown }> } };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const FILE = types.Uri.parse('memory:/work/a.backprop.json');

/** By the names of the manifest, as they hold for a file. */
function taken(): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      settings.LENS_SETTINGS.map(kind => [
        `${settings.SECTION}.codeLens.${kind}`,
        settings.lensIsOn(kind, FILE),
      ]),
    ),
    'backprop.codeLens.csv': settings.tableLensesWanted(FILE),
    'backprop.findings': settings.findingsLevel(FILE),
    'backprop.inlayHints': settings.hintsAreOn(FILE),
    'backprop.largestDataFile': settings.largestDataFile(FILE) / 1024 ** 2,
    'backprop.threads': settings.threadsWanted(FILE),
  };
}

describe('the settings', () => {
  beforeEach(() => disk.forget());
  afterEach(() => disk.forget());

  it('are by default what the manifest says', () => {
    const { properties } = contributes.configuration;
    const defaults = Object.entries(properties).map(([name, each]) => [name, each.default]);
    assert.deepEqual(taken(), Object.fromEntries(defaults));
  });

  it('are what is set, each by itself', () => {
    const expected = taken();
    for (const [name, before] of Object.entries(expected)) {
      const others: Record<string, unknown> = { boolean: false, string: 'off' };
      expected[name] = others[typeof before] ?? 7;
      disk.set(name, expected[name]);
      assert.deepEqual(taken(), expected, name);
    }
  });
});
