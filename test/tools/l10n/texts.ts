/** The English texts of the extension and of its pages, found in their sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { TENSORS } from '../../../src/engine/ground/tensors';
import { NO_FILE } from '../../../src/experiment/data/paths';
import * as gradients from '../../../src/engine/autopsy/catalogue/gradients';
import * as others from '../../../src/engine/autopsy/catalogue/others';
import * as slopes from '../../../src/engine/autopsy/catalogue/slopes';
import * as upstream from '../../../src/engine/autopsy/catalogue/upstream';
import { FINDING_IDS } from '../../../src/experiment/diagnosis/findingIds';
import { ROOT } from '../library/process';

/** A text, or what stands in its place, and where. */
export interface Found {
  text: string;
  file: string;
  line: number;
}

export interface Texts {
  /** What is said in t(…), t`…`, l10n.t(…) and plural(…), placeholders as {0}. */
  said: Found[];
  /** Calls that give no literal, whose texts have to be listed below. */
  dynamic: Found[];
}

/** Texts that are said by a name, since another layer has them: `t(TENSORS[tensor].words)`. */
export const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  // Why a column of a bare table is left out: as the worker says it.
  'src/experiment/newExperiment/tableReading.ts': [
    ...['is empty', 'has the same value in every row', 'holds dates', 'holds texts'],
    ...['counts the rows', 'tells the rows apart', 'is not chosen'],
  ],
  'src/host/documents/files.ts': Object.values(NO_FILE),
  'webview/findings/findingsStrings.ts': FINDING_IDS.map(spaced),
  'webview/words/autopsyStrings.ts': mistakes().map(spaced),
  'webview/words/tensorWords.ts': Object.values(TENSORS).map(({ words }) => words),
  'webview/matrices/matrixStrings.ts': ['sum', 'mean'],
  'webview/layer/layerStrings.ts': ['sum', 'mean'],
  'webview/words/figureStrings.ts': ['sum', 'mean'],
};
/** Where plural(…) is written. */
const WRITERS = ['webview/words/say.ts', 'src/experiment/words/say.ts'];

export function sources(): string[] {
  return ['src/engine', 'src/experiment', 'src/host', 'src/worker', 'webview'].flatMap(folder =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map(name => `${folder}/${name.replaceAll(path.sep, '/')}`)
      .filter(file => file.endsWith('.ts') && !WRITERS.includes(file))
      .sort(),
  );
}

export function textsOf(file: string, text = readFileSync(path.join(ROOT, file), 'utf8')): Texts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const texts: Texts = { said: [], dynamic: [] };
  const visit = (node: ts.Node): void => {
    for (const said of saidIn(node).flatMap(branches)) {
      const line = source.getLineAndCharacterOfPosition(said.getStart()).line + 1;
      const words = literal(said);
      const found = { text: words ?? said.getText(), file, line };
      texts[words === null ? 'dynamic' : 'said'].push(found);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** All texts that need a translation, each once, in the order of the alphabet. */
export function allTexts(): string[] {
  const said = sources().flatMap(file => textsOf(file).said.map(({ text }) => text));
  return [...new Set([...said, ...Object.values(BY_NAME).flat()])].sort();
}

function spaced(id: string): string {
  return id.replaceAll('_', ' ');
}

/** The known mistakes of an autopsy, by their names. */
function mistakes(): string[] {
  const catalogue = [gradients, others, slopes, upstream].flatMap(Object.values<unknown>).flat();
  const ids = catalogue.map(each => (each instanceof Object && 'id' in each ? each.id : null));
  return [...new Set(ids)].filter(id => typeof id === 'string');
}

/** What a call or a tagged template says: its texts, whatever is put into them. */
export function saidIn(node: ts.Node): ts.Node[] {
  if (ts.isTaggedTemplateExpression(node)) return isSay(node.tag) ? [node.template] : [];
  if (!ts.isCallExpression(node)) return [];
  if (isSay(node.expression)) return node.arguments.slice(0, 1);
  return node.expression.getText() === 'plural' ? node.arguments.slice(1) : [];
}

function isSay(callee: ts.Node): boolean {
  return ['t', 'l10n.t', 'vscode.l10n.t'].includes(callee.getText());
}

function branches(node: ts.Node): ts.Node[] {
  if (!ts.isConditionalExpression(node)) return [node];
  return [node.whenTrue, node.whenFalse].flatMap(branches);
}

/** @returns null where it is computed */
function literal(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const parts = node.templateSpans.map(({ literal: { text } }, index) => `{${index}}${text}`);
  return node.head.text + parts.join('');
}
