/** What `package.json` tells the editor, with its words in place of their keys. */
import { newWindow } from '../window';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { screen } from '../../host/vscode/window';
import type { Transcript } from '../transcript';
import { sample } from './experiments';

interface Placed {
  command: string;
  when?: string;
  group?: string;
}

interface Manifest {
  [part: string]: unknown;
  contributes: {
    commands: Record<string, string>[];
    menus: Record<string, Placed[]>;
    keybindings: Record<string, string>[];
    configuration: {
      title: string;
      properties: Record<string, Record<string, string | number | boolean>>;
    };
    walkthroughs: { steps: Record<string, unknown>[] }[];
    [part: string]: unknown;
  };
}

export const MANIFEST: Transcript[] = [
  { name: 'manifest/extension', write: extension },
  { name: 'manifest/commands', write: commands },
  { name: 'manifest/menus', write: menus },
  { name: 'manifest/keys', write: keys },
  { name: 'manifest/settings', write: settings },
  { name: 'manifest/views', write: views },
  { name: 'manifest/walkthrough', write: walkthrough },
  { name: 'manifest/formulas', write: formulas },
  { name: 'manifest/page', write: page },
];

const WORDS = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const manifest = JSON.parse(
  readFileSync('package.json', 'utf8').replace(/"%([\w.]+)%"/g, (_whole, key: string) =>
    JSON.stringify(WORDS[key]),
  ),
) as Manifest;
const { contributes } = manifest;

/** What is no concern of a person who uses the extension. */
const OF_DEVELOPERS = [
  'contributes',
  'scripts',
  'devDependencies',
  'dependencies',
  'version',
  'overrides',
];

function extension(): string {
  const parts = Object.entries(manifest).filter(([name]) => !OF_DEVELOPERS.includes(name));
  const { languages, jsonValidation } = contributes;
  return lines({ ...Object.fromEntries(parts), languages, jsonValidation });
}

/** A line for each value, below the names that lead to it. */
function lines(value: object, by = ''): string {
  return Object.entries(value)
    .map(([name, each]) => {
      if (typeof each === 'object' && each !== null && !isShort(each))
        return `${by}${name}\n${lines(each as object, `${by}  `)}`;
      return `${by}${name}: ${Array.isArray(each) ? each.join(', ') : String(each)}`;
    })
    .join('\n');
}

function isShort(value: unknown): boolean {
  return Array.isArray(value) && value.every(each => typeof each !== 'object');
}

function commands(): string {
  return contributes.commands
    .map(({ command, category, title, icon, enablement }) => {
      const parts = [`${command}: ${category}: ${title}`, ...(icon ? [icon] : [])];
      return [parts.join(' '), ...(enablement ? [`  enabled: ${enablement}`] : [])].join('\n');
    })
    .join('\n');
}

/** In the order in which the editor shows them. */
function menus(): string {
  return Object.entries(contributes.menus)
    .map(([menu, entries]) => {
      const sorted = [...entries].sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
      const told = sorted.map(({ command, when, group }) =>
        [`${group ?? ''} ${command}`.trim(), ...(when ? conditions(when) : [])].join('\n'),
      );
      return [`# ${menu}`, ...told].join('\n');
    })
    .join('\n\n');
}

function placeOf({ group = '' }: Placed): string {
  const [name, at = '0'] = group.split('@');
  return `${name === 'navigation' ? '' : name}@${at.padStart(3, '0')}`;
}

/** A line for each of those that must all hold; what stands in parentheses stays together. */
function conditions(when: string): string[] {
  const parts = when.match(/(?:\((?:\([^()]*\)|[^()])*\)|(?! && )[^(])+/g) ?? [];
  return parts.map((part, at) => `    ${at === 0 ? 'when' : ' and'} ${part.replace(/^ ?&& /, '')}`);
}

function keys(): string {
  return contributes.keybindings
    .map(({ key, mac, command, args, when }) =>
      [
        `${key}${mac ? ` (${mac})` : ''}: ${command}${args ? ` ${args}` : ''}`,
        ...conditions(when),
      ].join('\n'),
    )
    .join('\n');
}

function settings(): string {
  const { title, properties } = contributes.configuration;
  return [
    title,
    ...Object.entries(properties).map(([name, facts]) => {
      const told = Object.entries(facts).map(([fact, value]) => `  ${fact}: ${value}`);
      return [name, ...told].join('\n');
    }),
  ].join('\n');
}

function views(): string {
  const { viewsContainers, views: contents } = contributes;
  return lines({ viewsContainers, views: contents });
}

function walkthrough(): string {
  return lines(contributes.walkthroughs);
}

interface Formula {
  value: string;
  derivative: string;
  note?: string;
  words: string;
}

/** Formulas of the hovers: as they are drawn, and in words. */
async function formulas(): Promise<string> {
  const source = pathToFileURL('src/host/hovers/formulas.mjs').href;
  const all = (await import(source)) as Record<string, Record<string, Formula>>;
  return Object.entries(all)
    .flatMap(([kind, each]) => [
      `# ${kind}`,
      ...Object.entries(each).map(([name, { value, derivative, note, words }]) =>
        [name, value, derivative, ...(note ? [note] : []), words].join('\n  '),
      ),
    ])
    .join('\n');
}

/** The page of a panel, before its script has run. */
async function page(): Promise<string> {
  const host = await newWindow();
  const uri = await host.open('by-hand.backprop.json', sample('by-hand').text);
  await host.run('openPanel', uri);
  const [{ webview, title, viewType, viewColumn }] = screen.panels;
  const { html, options } = webview;
  host.dispose();
  const nonce = /nonce-([\w+/=-]+)/.exec(html)?.[1] ?? 'none';
  return [
    `${viewType}: ${title}, column ${JSON.stringify(viewColumn)}`,
    JSON.stringify(options).replaceAll('\\', ''),
    html.replaceAll(nonce, '⟨nonce⟩'),
  ].join('\n');
}
