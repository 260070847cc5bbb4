/** Rooms: who imports whom, and how much lies side by side. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICruiseResult, IConfiguration } from 'dependency-cruiser';
import { ROOT } from '../../tools/library/process';

const FIXTURES = 'test/fixtures/lint';
/** Files that one finds one's way among without rooms. */
const MOST_FILES = 15;

/** Rules of .dependency-cruiser.mjs that these files break. */
async function broken(folder: string): Promise<string[]> {
  const config = pathToFileURL(path.join(ROOT, '.dependency-cruiser.mjs')).href;
  const { default: rules } = (await import(config)) as { default: IConfiguration };
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise([path.join(FIXTURES, folder)], {
    ...rules.options,
    baseDir: ROOT,
    ruleSet: rules,
    validate: true,
  });
  const { violations } = (output as ICruiseResult).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))].sort();
}

describe('the rooms', () => {
  it('refuse a circle of files, of types only too', async () => {
    assert.deepEqual(await broken('circle'), ['no-circle']);
  });

  it('refuse a circle of folders whose files make none', async () => {
    assert.deepEqual(await broken('circleOfRooms'), ['no-circle-of-rooms']);
  });

  it('refuse a file that nothing imports', async () => {
    assert.deepEqual(await broken('orphan'), ['no-orphan']);
  });

  it('hold no more files side by side than one finds one’s way among', async () => {
    const full: string[] = [];
    for (const top of ['src', 'webview'])
      for (const entry of await readdir(path.join(ROOT, top), {
        recursive: true,
        withFileTypes: true,
      })) {
        if (!entry.isDirectory()) continue;
        const inside = await readdir(path.join(entry.parentPath, entry.name), {
          withFileTypes: true,
        });
        const files = inside.filter(each => each.isFile()).length;
        if (files > MOST_FILES) full.push(`${path.join(entry.parentPath, entry.name)}: ${files}`);
      }
    assert.deepEqual(full, []);
  });
});
