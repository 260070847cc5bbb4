/** Every text of the host goes through the door of its translations, but for those listed here. */
import assert from 'node:assert/strict';
import { textsOutside } from '../../tools/l10n/outside';
import { sources } from '../../tools/l10n/texts';

/** What stays as it is, by what it is for: how its text begins. */
const STAYS: Readonly<Record<string, readonly string[]>> = {
  'lines of the log, for whoever looks for a defect': [
    'activated in {0} ms',
    'An autopsy sent a message that makes no sense',
    'The inspector sent a message that makes no sense',
    'The panel sent a message that makes no sense',
    'The page of an autopsy failed: {0}',
    'The inspector failed: {0}',
    'The panel failed: {0}',
    'History goes on at row {0}',
  ],
  'names that are the same in every language': ['Backprop', 'Backprop Explorer', 'Backprop: {0}'],
  'words of a program': [
    '{0}.locals(), globals() if',
    'Python Kernel Debug Adapter',
    '<!DOCTYPE html>',
    'Refusal',
    'Infinity',
  ],
};

describe('the texts of the host', () => {
  it('that pass by the door of their translations are found', () => {
    const code = [
      "import { one } from 'a module of mine';",
      "type Two = 'A name';",
      "export const three = t('Said as it should be.');",
      "export const four = t(n > 1 ? 'Many {0} of them' : 'One of them', `${n} are in`);",
      'export const five = `${n} rows are left`;',
      "export const six = { label: 'ok', head: '', command: 'train' };",
      "export const seven = [l10n.t('In {0}', 'The place'), plural(n, '{0} is it', '{0} are they')];",
    ];
    assert.deepEqual(
      textsOutside('a.ts', code.join('\n')).map(({ line, text }) => `${line} ${text}`),
      ['4 {0} are in', '5 {0} rows are left', '6 ok', '7 The place'],
    );
  });

  it('all go through it, but for those that are no one’s language', () => {
    // The table of the manifest has its words in package.nls.json.
    const host = sources().filter(
      file => file.startsWith('src/host/') && !file.startsWith('src/host/manifest/'),
    );
    assert.ok(host.length > 100);
    const outside = host.flatMap(file => textsOutside(file));
    const stays = Object.values(STAYS).flat();
    const others = outside.filter(({ text }) => !stays.some(start => isAt(start, text)));
    assert.deepEqual(others, []);
    // Nor does the list hold what is gone.
    assert.deepEqual(
      stays.filter(start => !outside.some(({ text }) => isAt(start, text))),
      [],
    );
  });
});

describe('the texts of what a log is found to be', () => {
  it('all go through the door', () => {
    const logs = sources().filter(file => file.startsWith('src/experiment/logs/'));
    assert.ok(logs.length > 10);
    assert.deepEqual(
      logs.flatMap(file => textsOutside(file)),
      [],
    );
  });
});

/** Whether a text is this one; a long one begins with it. */
function isAt(start: string, text: string): boolean {
  return text === start || (start.length > 12 && text.startsWith(start));
}
