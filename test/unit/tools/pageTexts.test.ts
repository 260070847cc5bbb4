/** Every text of the pages goes through the door of its translations, but for those listed here. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textsOutside } from '../../tools/l10n/outside';
import { sources } from '../../tools/l10n/texts';
import { ROOT } from '../../tools/library/process';

/** What stays as it is, by what it is for. */
const STAYS: Readonly<Record<string, readonly string[]>> = {
  'keys, as the browser and the keyboard call them': [
    ...['ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'],
    ...['Enter', 'Escape', 'Delete', 'Tab', 'Ctrl+Enter', 'Shift+F11', 'Mac'],
  ],
  'names that are the same in every language': [
    ...['SGD', 'RMSprop', 'Adadelta', 'Adagrad', 'Adam', 'AdamW', 'NAdam', 'Phi'],
  ],
  'errors of the page, for whoever looks for a defect': [
    'The picture could not be encoded.',
    'The typesetter cannot be loaded.',
    'This browser cannot draw on a canvas.',
  ],
  'fonts, selectors and markup': [
    '10px sans-serif',
    'Arial, Helvetica, sans-serif',
    'input, textarea, select',
    '<svg xmlns="http://www.w3.org/2000/svg" {0} {1}>{2}</svg>\n',
  ],
};

describe('the texts of the pages', () => {
  it('that pass by the door are found, in files of words even single ones', () => {
    const code = "export const a = { unit: 'unit', more: t('more'), both: `${x} and ${y}` };";
    const found = (file: string): string[] => textsOutside(file, code).map(({ text }) => text);
    assert.deepEqual(found('webview/a/aStrings.ts'), ['unit', '{0} and {1}']);
    assert.deepEqual(found('webview/a/words.ts'), ['unit', '{0} and {1}']);
  });

  it('all go through it, but for those that are no one’s language', () => {
    const pages = sources().filter(file => file.startsWith('webview/'));
    assert.ok(pages.length > 100);
    const classes = styledClasses();
    const areClasses = (text: string): boolean => text.split(' ').every(word => classes.has(word));
    const outside = pages
      .flatMap(file => textsOutside(file))
      .filter(({ text }) => !areClasses(text));
    const stays = Object.values(STAYS).flat();
    assert.deepEqual(
      outside.filter(({ text }) => !stays.includes(text)),
      [],
    );
    // Nor does the list hold what is gone.
    assert.deepEqual(
      stays.filter(each => !outside.some(({ text }) => text === each)),
      [],
    );
  });
});

/** The classes that the style sheets have rules for. */
function styledClasses(): Set<string> {
  const files = readdirSync(path.join(ROOT, 'webview'), { recursive: true, encoding: 'utf8' });
  const sheets = files
    .filter(file => file.endsWith('.css'))
    .map(file => readFileSync(path.join(ROOT, 'webview', file), 'utf8'));
  return new Set(sheets.join('\n').match(/(?<=\.)[a-z][\w-]*/g));
}
