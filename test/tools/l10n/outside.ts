/** Texts of the host that pass by the door of their translations. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../library/process';
import { saidIn, type Found } from './texts';

/** Properties that VS Code shows, where a single word is a text, too. */
const SHOWN = ['head', 'label', 'title', 'detail', 'description', 'placeholder', 'tooltip'];
/** Files that hold words alone, where any property is one that people see. */
const WORDS_ALONE = /(?:Strings|\/words)\.ts$/;
/** Two words beside each other, or a capital letter at the beginning of one. */
const READS_AS_WORDS = /[A-Za-z]{2,}[,;:.)]* \(?[a-z]{2,}|^[A-Z][a-z]{2,}/;

/** What reads as words in a file, with `{0}` where something is put in, unless it is said through the door. */
export function textsOutside(
  file: string,
  text = readFileSync(path.join(ROOT, file), 'utf8'),
): Found[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const outside: Found[] = [];
  const visit = (node: ts.Node, isSaid: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    const words = wordsOf(node);
    const reads = READS_AS_WORDS.test(words) || (isShown(node, file) && /[A-Za-z]{2}/.test(words));
    if (!isSaid && reads && !isClass(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      outside.push({ text: words, file, line });
    }
    const said = saidIn(node);
    // What is put into a text may be a text, too.
    const passes = (child: ts.Node): boolean =>
      said.includes(child) || (isSaid && ts.isConditionalExpression(node));
    ts.forEachChild(node, child => visit(child, passes(child)));
  };
  for (const statement of source.statements) visit(statement, false);
  return outside;
}

function wordsOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  const parts = node.templateSpans.map(({ literal: { text } }, index) => `{${index}}${text}`);
  return node.head.text + parts.join('');
}

function isShown({ parent }: ts.Node, file: string): boolean {
  if (!ts.isPropertyAssignment(parent)) return false;
  return WORDS_ALONE.test(file) || SHOWN.includes(parent.name.getText());
}

/** The classes of an element. */
function isClass({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'class';
}
