/** Names that every file of the project keeps to. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../tools/library/process';

describe('names', () => {
  it('are camelCase for every source file', async () => {
    const wrong: string[] = [];
    for (const folder of ['src', 'webview', 'test']) {
      const names = await readdir(path.join(ROOT, folder), { recursive: true });
      for (const name of names.filter(file => /\.[cm]?ts$/.test(file)))
        if (!/^[a-z][a-zA-Z0-9]*(?:\.(?:node|web|test|bench|d))*\.ts$/.test(path.basename(name)))
          wrong.push(path.join(folder, name));
    }
    assert.deepEqual(wrong, []);
  });

  it('have the one prefix of the extension in everything it contributes', async () => {
    const manifest = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
      contributes: {
        commands: { command: string }[];
        views: Record<string, { id: string }[]>;
        configuration: { properties: Record<string, unknown> };
      };
    };
    const { commands, views, configuration } = manifest.contributes;
    const ids = [
      ...commands.map(command => command.command),
      ...Object.values(views).flatMap(list => list.map(view => view.id)),
      ...Object.keys(configuration.properties),
    ];
    assert.deepEqual(
      ids.filter(id => !id.startsWith('backprop.')),
      [],
    );
  });
});
