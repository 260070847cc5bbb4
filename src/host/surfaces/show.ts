/** Builds what VS Code shows of a file, from plain text, icons and safe markup. */
import * as vscode from 'vscode';
import { commandId } from '../manifest/commandId';
import { joined, markup, type Markup } from './markup';
import { LONGEST, plain, withIcon } from './plainText';

const { label: LABEL, name: NAME } = LONGEST;

/** Where to read on: a heading of the guide to the format, as links to it are written. */
export type GuideHeading = 'modellayers' | 'loss' | 'metrics' | 'data' | 'datanormalization';

export function hover(said: Markup, range: vscode.Range, heading: GuideHeading): vscode.Hover {
  return new vscode.Hover([markdown(said), guideLink(heading)], range);
}

/** Words of ours alone, apart from what is said of the file: they may run one command, and no other. */
function guideLink(heading: GuideHeading): vscode.MarkdownString {
  const command = commandId('openGuide');
  const place = encodeURIComponent(JSON.stringify(['format.md', heading]));
  const link = new vscode.MarkdownString(
    `[${vscode.l10n.t('Read on in the guide')}](command:${command}?${place})`,
  );
  link.isTrusted = { enabledCommands: [command] };
  return link;
}

/** Untrusted Markdown, without HTML or icons. */
function markdown(said: Markup): vscode.MarkdownString {
  return new vscode.MarkdownString(said.markdown);
}

/** A tooltip of paragraphs of plain text. */
function tooltip(lines: readonly string[]): vscode.MarkdownString {
  return markdown(
    joined(
      lines.map(line => markup`${line}`),
      '\n\n',
    ),
  );
}

export function diagnostic(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  return new vscode.Diagnostic(range, plain(message), severity);
}

export interface LensParts {
  title: string;
  icon?: string;
  /** Without one a lens is plain text. */
  command?: string;
  args?: unknown[];
}

export function lens(range: vscode.Range, parts: LensParts): vscode.CodeLens {
  const { title, icon, command = '', args } = parts;
  const text = icon ? withIcon(icon, title) : plain(title, LABEL);
  return new vscode.CodeLens(range, { title: text, command, arguments: args });
}

export function quickFix(title: string): vscode.CodeAction {
  return new vscode.CodeAction(plain(title, LABEL), vscode.CodeActionKind.QuickFix);
}

export function symbol(
  [name, detail]: [name: string, detail: string],
  kind: vscode.SymbolKind,
  whole: vscode.Range,
  chosen: vscode.Range,
): vscode.DocumentSymbol {
  return new vscode.DocumentSymbol(plain(name, LABEL), plain(detail, LABEL), kind, whole, chosen);
}

export function inlayHint(
  at: vscode.Position,
  label: string,
  details: readonly string[],
): vscode.InlayHint {
  const hint = new vscode.InlayHint(at, plain(label, LABEL));
  hint.paddingLeft = true;
  hint.tooltip = tooltip(details);
  return hint;
}

export function describeView(
  view: Pick<vscode.WebviewView, 'description'>,
  words: string | undefined,
): void {
  view.description = words === undefined ? undefined : plain(words, NAME);
}

/** Beside the icon of a view: how many things there are to see in it. */
export function badgeView(
  view: Pick<vscode.WebviewView, 'badge'>,
  count: number,
  words: string,
): void {
  if ((view.badge?.value ?? 0) === count) return;
  view.badge = count > 0 ? { value: count, tooltip: plain(words, LABEL) } : undefined;
}

export function nameTab(panel: Pick<vscode.WebviewPanel, 'title'>, name: string): void {
  panel.title = plain(name, LABEL);
}

export interface StatusParts {
  icon: string;
  /** Name of the experiment, and its progress. */
  name: string;
  where: string;
  tooltip: readonly string[];
}

/** A line in the status bar. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'backprop.run',
    vscode.StatusBarAlignment.Left,
    0,
  );

  private readonly shows = new vscode.EventEmitter<void>();
  readonly onDidShow = this.shows.event;
  /** The item while it is visible; else null. */
  shown: Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command'> | null = null;

  constructor(name: string) {
    this.item.name = name;
  }

  show({ icon, name, where, tooltip: lines }: StatusParts): void {
    const label = `${plain(name, NAME)}: ${where}`;
    this.item.text = withIcon(icon, label);
    this.item.tooltip = lines.map(line => plain(line)).join('\n');
    this.item.accessibilityInformation = { label: plain(label) };
    this.shown = this.item;
    this.item.show();
    this.shows.fire();
  }

  click(command: vscode.Command): void {
    this.item.command = command;
  }

  hide(): void {
    this.shown = null;
    this.item.hide();
  }

  dispose(): void {
    this.item.dispose();
    this.shows.dispose();
  }
}
