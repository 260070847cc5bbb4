/**
 * The pictures of README and of the walkthrough are of the product as it is: each word that was named in
 * one when it was taken is still one of the product's. Else `npm run screenshots` and `npm run tour`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../tools/library/process';
import { README, WALKTHROUGH } from '../../tools/screenshots/scenes';
import { named } from '../../tools/screenshots/shot';
import { readPage } from './blocks';

const MEDIA = path.join(ROOT, 'media');
/** Where the words of pages, lenses and menus stand as a person reads them, and where those of pages are written. */
const WORDS = [
  ...['test/unit/webview/golden/pages', 'test/unit/golden/files', 'src/host/guides'],
  'webview',
];
const TELLS = /\.txt$|[sS]trings\.ts$|guides\.ts$/;

const shown = JSON.parse(readPage('media/screenshots/shown.json')) as Record<string, string[]>;

function productsWords(): string {
  const files = WORDS.flatMap(folder =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && TELLS.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name)),
  );
  return files.map(file => readFileSync(file, 'utf8')).join('\n');
}

describe('the pictures', () => {
  const scenes = [
    ...Object.keys(README).map(name => `screenshots/${name}`),
    ...Object.keys(WALKTHROUGH).map(name => `walkthrough/${name}`),
  ];

  it('are those that are taken, and no others', () => {
    const files = ['screenshots', 'walkthrough'].flatMap(folder =>
      readdirSync(path.join(MEDIA, folder)).map(name => `${folder}/${name}`),
    );
    const expected = scenes.map(name => `${name}.webp`);
    const beside = ['screenshots/shown.json', 'screenshots/tour.gif'];
    assert.deepEqual(files.sort(), [...expected, ...beside].sort());
    assert.deepEqual(Object.keys(shown).sort(), [...scenes, 'screenshots/tour'].sort());
  });

  it('show what the product still says', () => {
    const words = productsWords();
    for (const [name, all] of Object.entries(shown)) {
      assert.ok(all.length >= 2, `${name} names hardly anything`);
      for (const word of all)
        assert.ok(words.includes(word), `${name} shows "${word}", which nothing says any more`);
    }
  });

  it('are shown by README, each of them', () => {
    const page = readPage('README.md');
    for (const name of [...Object.keys(README).map(each => `${each}.webp`), 'tour.gif'])
      assert.ok(page.includes(`(media/screenshots/${name})`), name);
  });

  it('are small enough to be looked at', () => {
    const size = (name: string): number => statSync(path.join(MEDIA, name)).size;
    assert.ok(size('screenshots/tour.gif') <= 1_500_000, `${size('screenshots/tour.gif')} bytes`);
    const walkthrough = Object.keys(WALKTHROUGH).map(name => `walkthrough/${name}.webp`);
    const all = walkthrough.map(size);
    const sum = all.reduce((total, each) => total + each, 0);
    assert.ok(sum <= 60_000, `those of the walkthrough: ${sum} bytes`);
  });

  it('are held to words, and not to the numbers of a run', () => {
    assert.deepEqual(named(['Apply', '0.603', '1 finding', 'Truth | Prediction', 'Apply\nLog']), [
      'Apply',
      'Log',
      'Truth | Prediction',
    ]);
  });
});
