/** Tables of the commands, with their keys and places, and of the settings, from the manifest. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandName } from '../../../src/host/manifest/commandId';
import { COMMANDS, type Command } from '../../../src/host/manifest/commands';
import { NEVER } from '../../../src/host/manifest/when';
import { ROOT } from '../library/process';
import { COMMAND_WORDS } from './commandWords';
import { code, table } from './page';

type Menu = NonNullable<Command['menus']>[number]['menu'];

const PLACES: Record<Menu, string> = {
  'editor/title': 'editor title',
  'explorer/context': 'Explorer',
  'view/title': 'inspector',
  'webview/context': 'rows of the inspector',
  'debug/toolBar': 'debug toolbar',
};

interface Setting {
  type: string;
  enum?: string[];
  enumDescriptions?: string[];
  default: unknown;
  description?: string;
  markdownDescription?: string;
}

export function commandTable(): string {
  const rows = Object.entries(COMMAND_WORDS).map(([name, words]) => {
    const command: Command = COMMANDS[name as CommandName];
    return [`**${command.title}**`, words, keysOf(command), placesOf(command)];
  });
  return table(['command', 'what it does', 'keys', 'also in'], rows);
}

function keysOf({ keys = [] }: Command): string {
  const names = keys.flatMap(({ key }) =>
    key.includes('ctrl') ? [keyName(key), keyName(key.replace('ctrl', '⌘'))] : [keyName(key)],
  );
  return names.join(', ');
}

function keyName(key: string): string {
  return key
    .split('+')
    .map(part => `<kbd>${part.charAt(0).toUpperCase()}${part.slice(1)}</kbd>`)
    .join('+');
}

/** The palette lists a command unless it needs a place of its own. */
function placesOf({ palette, menus = [] }: Command): string {
  const places = [...new Set(menus.map(({ menu }) => PLACES[menu]))];
  return [...(palette === NEVER ? ['not in the palette'] : []), ...places].join(', ');
}

export function settingsTable(): string {
  const rows = Object.entries(settings()).map(([name, setting]) => [
    code(name),
    [said(setting.markdownDescription ?? setting.description ?? ''), ...values(setting)].join(' '),
    code(JSON.stringify(setting.default)),
  ]);
  return table(['setting', 'meaning', 'default'], rows);
}

function values({ enum: names = [], enumDescriptions = [] }: Setting): string[] {
  return names.map(
    (name, index) => `${code(JSON.stringify(name))}: ${said(enumDescriptions[index])}`,
  );
}

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

function settings(): Record<string, Setting> {
  const manifest = JSON.parse(read('package.json')) as {
    contributes: { configuration: { properties: Record<string, Setting> } };
  };
  return manifest.contributes.configuration.properties;
}

/** The words that package.nls.json has for a `%key%`. */
function said(text: string): string {
  const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
  return text.replace(/%([\w.]+)%/g, (_, key: string) => words[key] ?? key);
}
