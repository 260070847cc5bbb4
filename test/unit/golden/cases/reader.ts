/** What the editor says of files with mistakes: each problem, the text it underlines, and its fixes. */
import { MemoryHost } from '../../host/vscode/host';
import { provider } from '../../host/window/support';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { MemoryDocument } from '../../host/vscode/document';
import { services } from '../../host/vscode/services';
import { types } from '../../host/vscode/types';
import { screen } from '../../host/vscode/window';
import { disk, workspace } from '../../host/vscode/workspace';
import { changedLines, underlined } from '../lines';
import type { Transcript } from '../transcript';
import { WRONG, type WrongFile } from './wrongFiles';

const BROKEN = path.join(__dirname, '../../../fixtures/experiments/broken');
const SUFFIX = '.backprop.json';
/** Files whose names begin alike stand in one transcript, if there are as many as these. */
const ENOUGH = 2;

export const READER: Transcript[] = [...byTopic([...fixtures(), ...WRONG])].map(
  ([topic, files]) => ({ name: `reader/${topic}`, write: () => transcriptOf(files) }),
);

function fixtures(): WrongFile[] {
  const names = readdirSync(BROKEN).filter(file => file.endsWith(SUFFIX));
  return names.sort().map(name => ({
    name: name.slice(0, -SUFFIX.length),
    text: readFileSync(path.join(BROKEN, name), 'utf8'),
  }));
}

function byTopic(files: readonly WrongFile[]): Map<string, WrongFile[]> {
  const topicOf = ({ name }: WrongFile): string => name.split('-')[0];
  const topics = new Map<string, WrongFile[]>();
  for (const file of files) {
    const topic = topicOf(file);
    const enough = files.filter(each => topicOf(each) === topic).length >= ENOUGH;
    const key = enough ? topic : 'other';
    topics.set(key, [...(topics.get(key) ?? []), file]);
  }
  return topics;
}

/** All files of a topic in one window, whose editor leaves JSON to us. */
async function transcriptOf(files: readonly WrongFile[]): Promise<string> {
  const host = new MemoryHost();
  services.hasJsonExtension = false;
  const data = path.join(BROKEN, 'data');
  for (const name of readdirSync(data)) put(`data/${name}`, readFileSync(path.join(data, name)));
  const parts: string[] = [];
  for (const file of files) {
    for (const [name, content] of Object.entries(file.files ?? {})) put(name, content);
    const uri = await host.open(`${file.name}${SUFFIX}`, file.text);
    await host.internal.sessions.open(uri).session.check();
    parts.push([`# ${file.name}`, ...(await problems())].join('\n'));
    screen.close(uri);
    host.internal.sessions.endUnused();
  }
  host.dispose();
  return parts.join('\n\n');
}

function put(name: string, content: string | Uint8Array): void {
  const uri = disk.write(name, '');
  disk.put(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

async function problems(): Promise<string[]> {
  const lines: string[] = [];
  for (const [file, diagnostics] of services.diagnostics)
    for (const each of diagnostics) lines.push(...(await problem(types.Uri.parse(file), each)));
  return lines.length > 0 ? lines : ['(no problem)'];
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

async function problem(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<string[]> {
  const { range, message, severity, code, source } = diagnostic;
  const { line, character } = range.start;
  const name = workspace.asRelativePath(uri);
  const place = `${name.endsWith(SUFFIX) ? '' : `${name}:`}${line + 1}:${character + 1}`;
  return [
    `${place} ${SEVERITIES[severity]} ${typeof code === 'object' ? code.value : code} (${source})`,
    ...(await placeOf(uri, range)),
    `  ${message}`,
    ...(await fixesOf(uri, diagnostic)),
  ];
}

/** What is no text, such as a file of pictures, or is not there, has no line to be shown. */
async function placeOf(uri: vscode.Uri, range: vscode.Range): Promise<string[]> {
  const text = disk.text(uri);
  if (text === undefined || text.includes('\0')) return [];
  return underlined(await workspace.openTextDocument(uri), range);
}

async function fixesOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<string[]> {
  if (disk.text(uri) === undefined) return [];
  const document = await workspace.openTextDocument(uri);
  const all = await provider('codeActions').provideCodeActions(document, diagnostic.range);
  const lines: string[] = [];
  for (const { title, edit, isPreferred, diagnostics } of all) {
    if (!diagnostics?.includes(diagnostic)) continue;
    lines.push(`  fix${isPreferred ? ' (preferred)' : ''}: ${title}`);
    for (const [file, edits] of edit?.entries() ?? [])
      lines.push(...changes(await workspace.openTextDocument(file), edits));
  }
  return lines;
}

function changes(document: MemoryDocument, edits: readonly vscode.TextEdit[]): string[] {
  const before = document.getText();
  const after = [...edits]
    .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
    .reduce((text, { range, newText }) => {
      const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return text.slice(0, from) + newText + text.slice(to);
    }, before);
  return after === before ? ['    (changes nothing)'] : changedLines(before, after);
}
