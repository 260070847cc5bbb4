import assert from 'node:assert/strict';
import { safeFileName } from '../../../src/host/documents/fileName';

const NAMES: [what: string, name: string, safe: string][] = [
  ['as it is where every system takes it', 'XOR, 2-2-2-1 ∂W¹.svg', 'XOR, 2-2-2-1 ∂W¹.svg'],
  ['without what Windows forbids', 'a "b" <‖ΔW‖ : ‖W‖>?*|.svg', 'a -b- -‖ΔW‖ - ‖W‖-.svg'],
  ['without a folder', '../../etc/passwd.csv', '-..-etc-passwd.csv'],
  ['without lines and other control characters', 'a\r\nb\0c\td.png', 'a-b-c-d.png'],
  ['without what turns the direction of writing', 'a\u202egvs.csv', 'a-gvs.csv'],
  ['without spaces and dots at its ends', ' . Loss curves. .svg', 'Loss curves.svg'],
  ['with a word where nothing is left', '..', 'picture'],
  ['with a word before the ending', '.svg', 'picture.svg'],
];

describe('A proposed name of a file', () => {
  for (const [what, name, safe] of NAMES)
    it(`stays ${what}`, () => assert.equal(safeFileName(name), safe));

  it('keeps its ending, and is no longer than a file system takes', () => {
    const name = safeFileName(`${'😀'.repeat(300)} curves.svg`);
    assert.match(name, /^(😀)+\.svg$/u);
    assert.ok(new TextEncoder().encode(name).length <= 255);
  });

  it('stays what it is when it is made safe again', () => {
    for (const [, name] of NAMES)
      assert.equal(safeFileName(safeFileName(name)), safeFileName(name));
  });
});
