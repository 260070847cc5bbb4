import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { editorSchema } from '../../../src/experiment/schema';
import { textsIn } from '../../../src/host/editor/schemaWords';
import {
  bundleFile,
  LANGUAGES,
  manifestWordsFile,
  schemaWordsFile,
  wordsOf,
  type Words,
} from '../../tools/l10n/bundles';
import { allTexts } from '../../tools/l10n/texts';

describe('the translations', () => {
  for (const language of LANGUAGES) {
    const files: [string, () => string[]][] = [
      [bundleFile(language), allTexts],
      [schemaWordsFile(language), () => textsIn(editorSchema())],
      [manifestWordsFile(language), () => Object.keys(wordsOf(manifestWordsFile()))],
    ];
    const english = wordsOf(manifestWordsFile());
    for (const [file, texts] of files) {
      describe(path.basename(file), () => {
        const words = wordsOf(file);
        /** A key of the manifest's words is a name; one of a bundle is the English text. */
        const said = (key: string): string =>
          file === manifestWordsFile(language) ? english[key] : key;

        it('has exactly the texts, in their order, as npm run l10n writes them', () => {
          assert.deepEqual(Object.keys(words), texts());
          assert.equal(readFileSync(file, 'utf8'), `${JSON.stringify(words, null, 2)}\n`);
        });

        it('has a translation of each', () => {
          assert.deepEqual(
            wrong(words, (_, translated) => translated.trim() === ''),
            [],
          );
        });

        it('has the placeholders and the backquoted names of the English text', () => {
          const held = /\{\w+\}|`[^`]+`|%\w[\w.]*%/g;
          const of = (text: string): string => [...new Set(text.match(held))].sort().join(' ');
          assert.deepEqual(
            wrong(words, (key, text) => of(said(key)) !== of(text)),
            [],
          );
        });

        it('begins and ends with spaces where the English text does', () => {
          const edges = (text: string): string =>
            `${/^\s*/.exec(text)?.[0] ?? ''}|${/\s*$/.exec(text)?.[0] ?? ''}`;
          assert.deepEqual(
            wrong(words, (key, text) => edges(said(key)) !== edges(text)),
            [],
          );
        });

        it('leaves no space beside the punctuation of Chinese', () => {
          const beside = /[，。；？！「」“”（）] | [，。；：？！「」）]/;
          assert.deepEqual(
            wrong(words, (_, text) => beside.test(text)),
            [],
          );
        });

        it('is written in its own letters', () => {
          const foreign = { 'zh-tw': /[训练网层学数权损]/, 'zh-cn': /[訓練網層學數權損]/ };
          assert.deepEqual(
            wrong(words, (_, text) => foreign[language].test(text)),
            [],
          );
        });
      });
    }
  }

  it('say rows and columns of a matrix as each of the two languages does', () => {
    const text = 'Matrix: a row for each input, a column for each unit';
    assert.match(wordsOf(bundleFile('zh-tw'))[text], /輸入一列.*單元一欄/);
    assert.match(wordsOf(bundleFile('zh-cn'))[text], /输入一行.*单元一列/);
  });
});

function wrong(words: Words, isWrong: (key: string, translated: string) => boolean): string[] {
  return Object.entries(words).flatMap(([key, text]) =>
    isWrong(key, text) ? [`${JSON.stringify(key)}: ${JSON.stringify(text)}`] : [],
  );
}
