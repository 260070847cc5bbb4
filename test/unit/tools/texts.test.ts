import assert from 'node:assert/strict';
import { allTexts, BY_NAME, sources, textsOf } from '../../tools/l10n/texts';

describe('the texts that are translated', () => {
  it('are found where they are said, with their places', () => {
    const code = [
      "import { t } from './say';",
      "export const a = t('one');",
      'export const b = (n: number) => t`two ${n} and ${n + 1}`;',
      "export const c = l10n.t(n > 1 ? 'many {0}' : 'single {0}', n);",
      "export const d = plural(n, '{0} row', '{0} rows');",
      'export const e = t(words);',
    ];
    const { said, dynamic } = textsOf('a.ts', code.join('\n'));
    assert.deepEqual(
      said.map(({ text, line }) => `${line} ${text}`),
      ['2 one', '3 two {0} and {1}', '4 many {0}', '4 single {0}', '5 {0} row', '5 {0} rows'],
    );
    assert.deepEqual(dynamic, [{ text: 'words', file: 'a.ts', line: 6 }]);
  });

  it('are literals, or listed where another layer has them', () => {
    for (const file of sources()) {
      const { dynamic } = textsOf(file);
      if (!(file in BY_NAME)) assert.deepEqual(dynamic, []);
    }
    const all = allTexts();
    for (const text of Object.values(BY_NAME).flat()) assert.ok(all.includes(text), text);
  });
});
