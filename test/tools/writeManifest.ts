/**
 * Writes commands, menus and keys of package.json, and the titles of the commands in
 * package.nls.json, from their table in src/host/manifest: `npm run manifest`. The rest of both files
 * stays as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { commandId, type CommandName } from '../../src/host/manifest/commandId';
import { COMMANDS, type Command } from '../../src/host/manifest/commands';
import { ROOT } from './library/process';

type Json = Record<string, unknown>;

const table = Object.entries<Command>(COMMANDS).map(([name, command]) => ({
  ...command,
  id: commandId(name as CommandName),
  titleKey: `command.${name}.title`,
}));

/** Each file with the text that it has to have. */
export async function manifestFiles(): Promise<{ file: string; text: string }[]> {
  const manifest = read('package.json');
  const contributes = { ...(manifest.contributes as Json), ...contributions() };
  const contents = {
    'package.json': { ...manifest, contributes },
    'package.nls.json': withTitles(read('package.nls.json')),
  };
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const text = await format(JSON.stringify(content), { parser: 'json-stringify' });
      return { file: path.join(ROOT, name), text };
    }),
  );
}

function read(name: string): Json {
  return JSON.parse(readFileSync(path.join(ROOT, name), 'utf8')) as Json;
}

function contributions(): Json {
  return {
    commands: table.map(({ id, titleKey, icon, enablement }) => ({
      command: id,
      title: `%${titleKey}%`,
      category: '%category%',
      icon: icon && `$(${icon})`,
      enablement,
    })),
    menus: { commandPalette: paletteEntries(), ...menus() },
    keybindings: table.flatMap(({ id, keys = [] }) =>
      keys.map(({ key, when }) => ({
        command: id,
        key,
        mac: key.includes('ctrl') ? key.replace('ctrl', 'cmd') : undefined,
        when,
      })),
    ),
  };
}

function paletteEntries(): Json[] {
  return table.flatMap(({ id, palette }) => (palette ? [{ command: id, when: palette }] : []));
}

/** VS Code orders a menu by its groups. */
function menus(): Record<string, Json[]> {
  const found: Record<string, Json[]> = {};
  for (const { id, menus: entries = [] } of table)
    for (const { menu, when, group } of entries)
      (found[menu] ??= []).push({ command: id, when, group });
  return found;
}

/** The titles stand together, where the first of them stood. */
function withTitles(words: Json): Json {
  const entries = Object.entries(words);
  const isTitle = ([key]: [string, unknown]): boolean => /^command\.\w+\.title$/.test(key);
  const first = entries.findIndex(isTitle);
  const titles = table.map(({ titleKey, title }) => [titleKey, title] as const);
  const others = entries.filter(entry => !isTitle(entry));
  return Object.fromEntries([...others.slice(0, first), ...titles, ...others.slice(first)]);
}

if (process.argv[1]?.endsWith('writeManifest.ts')) {
  void manifestFiles().then(files => {
    for (const { file, text } of files) writeFileSync(file, text);
  });
}
