/** Names of keys in the page's words, as they are printed on the keyboard of the machine. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { keyNames } from '../../../webview/words/keyNames';

const WORDS = 'webview/words';

describe('the names of keys', () => {
  it('are signs on a Mac, and words elsewhere', () => {
    assert.deepEqual(keyNames('MacIntel'), { train: '⌘⏎', stepBack: '⇧F11' });
    for (const platform of ['Win32', 'Linux x86_64', ''])
      assert.deepEqual(keyNames(platform), { train: 'Ctrl+Enter', stepBack: 'Shift+F11' });
  });

  it('stand nowhere else in the words of the page', () => {
    for (const file of readdirSync(WORDS).filter(name => name !== 'keyNames.ts'))
      assert.doesNotMatch(readFileSync(`${WORDS}/${file}`, 'utf8'), /(?:Ctrl|Shift)\+/, file);
  });
});
