/** The manifest: each thing that it declares has a test, and appears where it should, and only there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { manifestFiles } from '../../tools/writeManifest';
import { FRONTS } from './manifestKeys';
import { COMMANDS, SETTINGS, type Row } from './manifestRows';
import {
  DEBUGGER,
  EXPLORER,
  PALETTE,
  PARTS,
  TITLES,
  TOOLBAR,
  type Situation,
} from './manifestPlaces';
import { holds } from './whenClause';

interface Entry {
  command: string;
  when?: string;
  group?: string;
}
interface Manifest {
  activationEvents: string[];
  capabilities: object;
  contributes: {
    commands: (Entry & { title: string; enablement?: string })[];
    menus: Record<string, Entry[]>;
    keybindings: (Entry & { key: string; mac?: string })[];
    configuration: { properties: Record<string, unknown> };
    walkthroughs: { steps: { description: string; completionEvents: string[] }[] }[];
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const declared = contributes.commands.map(({ command }) => command);
const said = (key: string): string => words[key.replaceAll('%', '')] ?? '';
const short = ({ command }: Entry): string => command.replace(/^backprop\./, '');
/** Commands of buttons in a text of the manifest. */
const buttons = (text: string): string[] =>
  [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);

describe('what the manifest declares', () => {
  it('stands in the table of the commands: else run `npm run manifest`', async function () {
    this.timeout(60_000);
    for (const { file, text } of await manifestFiles())
      assert.equal(readFileSync(file, 'utf8'), text, file);
  });

  function assertRows(names: readonly string[], rows: Record<string, Row>): void {
    assert.deepEqual(Object.keys(rows).sort(), [...names].sort(), 'a row for each, and no other');
    for (const [name, [file, title]] of Object.entries(rows))
      assert.ok(
        readFileSync(`test/${file}`, 'utf8').includes(`it('${title}'`),
        `${name}: ${title}`,
      );
  }

  it('has a test for each command', () => assertRows(declared, COMMANDS));

  it('has a test for each setting', () =>
    assertRows(Object.keys(contributes.configuration.properties), SETTINGS));

  it('has its words', () => {
    for (const key of JSON.stringify(contributes).match(/"%[\w.]+%"/g) ?? [])
      assert.notEqual(said(key.slice(1, -1)), '', key);
  });

  it('works in workspaces that are not trusted or lie on no disk, from the first file or panel of ours on', () => {
    assert.deepEqual(manifest.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
    assert.deepEqual(manifest.activationEvents, [
      'workspaceContains:**/*.backprop.json',
      'onFileSystem:backprop-schema',
      'onLanguage:csv',
      'onLanguage:tsv',
      'onWebviewPanel:backprop.panel',
      'onWebviewPanel:backprop.table',
    ]);
  });

  it('leads every step of the walkthrough to the command that completes it', () => {
    for (const { description, completionEvents } of contributes.walkthroughs[0].steps) {
      const offered = buttons(said(description));
      assert.ok(declared.includes(offered[0]), description);
      assert.deepEqual(
        completionEvents,
        offered.map(command => `onCommand:${command}`),
      );
    }
  });
});

describe('the keys', () => {
  for (const [where, keys] of Object.entries(FRONTS)) {
    const expected = keys.bound;
    it(`in ${where} are ${Object.entries(expected).join(' · ') || 'none'}`, () => {
      const bound = contributes.keybindings.filter(({ when }) => holds(when, keys));
      assert.deepEqual(
        bound.map(entry => [entry.key, short(entry)]).sort(),
        Object.entries(expected).sort(),
      );
    });
  }

  it('have Cmd in the place of Ctrl on a Mac', () => {
    for (const { key, mac, command } of contributes.keybindings)
      assert.equal(mac, key.includes('ctrl') ? key.replace('ctrl', 'cmd') : undefined, command);
  });

  it('are each pressed somewhere', () => {
    for (const { key, command, when } of contributes.keybindings)
      assert.ok(
        Object.values(FRONTS).some(keys => holds(when, keys)),
        `${key} for ${command}`,
      );
  });
});

const MENUS: Record<string, Record<string, Situation>> = {
  commandPalette: PALETTE,
  'debug/toolBar': DEBUGGER,
  'editor/title': TITLES,
  'explorer/context': EXPLORER,
  'view/title': TOOLBAR,
  'webview/context': PARTS,
};

describe('the menus', () => {
  it('are all looked at', () =>
    assert.deepEqual(Object.keys(contributes.menus).sort(), Object.keys(MENUS).sort()));

  for (const [menu, situations] of Object.entries(MENUS)) {
    for (const [where, keys] of Object.entries(situations))
      it(`${menu}, ${where}: ${keys.shows.join(' · ') || 'nothing'}`, () => {
        const shown = new Set(
          contributes.menus[menu].filter(({ when }) => holds(when, keys)).map(short),
        );
        // What the palette says nothing of is always in it.
        if (menu === 'commandPalette') {
          const limited = contributes.menus[menu].map(({ command }) => command);
          for (const command of declared)
            if (!limited.includes(command)) shown.add(short({ command }));
        }
        assert.deepEqual([...shown].sort(), [...keys.shows].sort());
      });

    it(`${menu}: no two entries want the same place`, () => {
      for (const [where, keys] of Object.entries(situations)) {
        const places = contributes.menus[menu]
          .filter(({ when, group }) => group && holds(when, keys))
          .map(({ group }) => group);
        assert.deepEqual(places, [...new Set(places)], where);
      }
    });

    it(`${menu}: each entry is shown somewhere, and not everywhere`, () => {
      for (const { command, when } of contributes.menus[menu].filter(
        each => each.when !== 'false',
      )) {
        const shown = Object.values(situations).map(keys => holds(when, keys));
        assert.ok(shown.includes(true), `${command} is never shown`);
        assert.ok(shown.includes(false), `${command} is always shown`);
      }
    });
  }
});
