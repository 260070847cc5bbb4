/** What a person does in a window, and what comes of it, as text. */
import type { MemoryHost } from '../host/vscode/host';
import { readFileSync } from 'node:fs';
import type * as vscode from 'vscode';
import { types } from '../host/vscode/types';
import { services } from '../host/vscode/services';
import { screen, type MemoryQuickPick, type Question } from '../host/vscode/window';
import { disk, FOLDER } from '../host/vscode/workspace';
import { argument, indented } from './window';

const WORDS = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

/** What a person is shown, told or asked for, in the order in which it is written down. */
export class Scene {
  private readonly lines: string[] = [];
  private readonly lists = new Set<string>();
  private files = files();
  private keys = keys();
  private front = argument(screen.active?.document.uri ?? '');
  private clipboard = '';
  private states: Map<string, string>;
  private seen = { asked: 0, mentioned: 0, ran: 0, panels: 0, lists: 0, progress: 0 };

  constructor(private readonly host: MemoryHost) {
    this.states = runs(host);
  }

  /** A command of the extension, by its title, and all that comes of it. */
  async run(command: string, ...given: unknown[]): Promise<unknown> {
    const title = WORDS[`command.${command}.title`];
    this.does([title, ...given.map(argument)].join(' '));
    const answer = await this.host.run(command, ...given);
    this.note();
    return answer;
  }

  /** Writes a file and opens it. */
  async open(name: string, text: string): Promise<vscode.Uri> {
    this.does(`open ${name}`);
    const uri = await this.host.open(name, text);
    this.note();
    return uri;
  }

  /** What a person does that is no command. */
  does(words: string): void {
    if (this.lines.length > 0) this.lines.push('');
    this.lines.push(`> ${words}`);
  }

  add(...lines: string[]): void {
    this.lines.push(...lines);
  }

  /** Everything since the last look that a person can notice. */
  note(): void {
    const { seen } = this;
    for (const question of screen.asked.slice(seen.asked)) this.addList(asked(question));
    for (const list of screen.quickPicks.slice(seen.lists)) this.addList(listed(list));
    for (const text of screen.mentioned.slice(seen.mentioned)) this.add(`status bar: ${text}`);
    for (const { title, steps } of screen.progress.slice(seen.progress))
      this.add(`progress: ${title}`, ...steps.map(step => `  ${JSON.stringify(step)}`));
    for (const { command, args } of services.ran.slice(seen.ran))
      if (command !== 'setContext')
        this.add(`the editor: ${[command, ...args.map(argument)].join(' ')}`);
    for (const { title } of screen.panels.slice(seen.panels)) this.add(`panel: ${title}`);
    this.seen = {
      ...{ asked: screen.asked.length, mentioned: screen.mentioned.length },
      ...{ ran: services.ran.length, panels: screen.panels.length },
      ...{ lists: screen.quickPicks.length, progress: screen.progress.length },
    };
    this.noteEditor();
    this.noteFiles();
    this.noteKeys();
    this.noteRuns();
  }

  /** A list that was shown before is not written down again. */
  private addList([head, ...entries]: string[]): void {
    const key = [head, ...entries].join('\n');
    this.add(head, ...(this.lists.has(key) ? ['  (as before)'] : entries));
    if (entries.length > 0) this.lists.add(key);
  }

  get text(): string {
    return this.lines.join('\n');
  }

  private noteEditor(): void {
    const front = argument(screen.active?.document.uri ?? '');
    if (front !== this.front) this.add(`in front: ${front}`);
    this.front = front;
    if (services.clipboard !== this.clipboard)
      this.add('clipboard:', ...indented(services.clipboard));
    this.clipboard = services.clipboard;
  }

  private noteFiles(): void {
    const now = files();
    for (const [name, content] of now)
      if (this.files.get(name) !== content) this.add(`written: ${name}`);
    for (const name of this.files.keys()) if (!now.has(name)) this.add(`removed: ${name}`);
    this.files = now;
  }

  /** How far each run is, and what it says of itself. */
  private noteRuns(): void {
    const now = runs(this.host);
    for (const [name, state] of now)
      if (this.states.get(name) !== state) this.add(`${name}: ${state}`);
    this.states = now;
  }

  private noteKeys(): void {
    const now = keys();
    for (const [key, value] of now)
      if (this.keys.get(key) !== value) this.add(`context: ${key} = ${value}`);
    this.keys = now;
  }
}

function runs(host: MemoryHost): Map<string, string> {
  return new Map(
    host.internal.sessions.all().map(({ uri, session, expression }) => {
      const { status, state, substep } = session.view;
      const { step = 0, epoch = 0 } = state?.position ?? {};
      const network = [`${status.state}, step ${step}, epoch ${epoch}`];
      if (substep !== null) network.push(`substep ${substep}`);
      if (status.message !== '') network.push(status.message);
      const { length } = expression.expression?.trace ?? [];
      const gates = `${expression.position} of ${length} steps of its passes`;
      return [argument(uri), expression.active ? gates : network.join(', ')];
    }),
  );
}

/** Files of a person, not what the extension keeps for itself. */
function files(): Map<string, unknown> {
  const own = [...disk.files].filter(([uri]) => uri.startsWith(FOLDER.toString()));
  return new Map(own.map(([uri, { content }]) => [argument(types.Uri.parse(uri)), content]));
}

function keys(): Map<string, string> {
  const text = (value: unknown): string => JSON.stringify(value).replaceAll('memory:/work/', '');
  return new Map([...services.contextKeys].map(([key, value]) => [key, text(value)]));
}

interface Listed {
  label: string;
  description?: string;
  detail?: string;
  picked?: boolean;
  buttons?: { iconPath: vscode.ThemeIcon; tooltip: string }[];
}

function asked({ kind, severity, title, items, options }: Question): string[] {
  if (kind === 'message') {
    const buttons = items.map(item => ` [${String(item)}]`).join('');
    return [`${severity}${options.modal ? ' (modal)' : ''}: ${title}${buttons}`];
  }
  const { placeHolder, title: above, validateInput, ...others } = options;
  const refusal = validateInput as (text: string) => string | undefined;
  const words = [above, placeHolder].filter(text => typeof text === 'string');
  return [
    `${kind}: ${words.join(' | ')}${settings(others)}`,
    ...items.flatMap(item => entry(item as Listed, (item as Listed).picked)),
    ...(kind === 'input'
      ? TYPED.map(text => `  typed "${text}": ${refusal(text) ?? 'taken'}`)
      : []),
  ];
}

/** What may be typed into an input box. */
const TYPED = ['', ' ', '0', '-1', '0.5', '2', '1e-9', '1e999', 'x'];

/** A list with buttons in its rows. */
function listed(list: MemoryQuickPick): string[] {
  const { title, placeholder } = list;
  return [
    `list: ${title} | ${placeholder}`,
    ...list.shown.flatMap(item => {
      const { buttons = [] } = item as Listed;
      const beside = buttons.map(({ iconPath, tooltip }) => `    [$(${iconPath.id}) ${tooltip}]`);
      return [...entry(item as Listed, list.ticked.includes(item)), ...beside];
    }),
  ];
}

function entry({ label, description, detail }: Listed, isTicked: boolean | undefined): string[] {
  const tick = isTicked === undefined ? '-' : isTicked ? '[x]' : '[ ]';
  return [
    `  ${tick} ${label}${description ? ` — ${description}` : ''}`,
    ...(detail ? [`      ${detail}`] : []),
  ];
}

function settings(options: Record<string, unknown>): string {
  const told = Object.entries(options).filter(([, value]) => value !== undefined);
  return told.map(([name, value]) => ` (${name}: ${argument(value)})`).join('');
}
