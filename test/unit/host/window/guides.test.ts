/** Open Guide: which pages it offers, and what it opens. */
import { choose, labels, useHost } from './support';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { ROOT } from '../../../tools/library/process';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

const DOCS = path.join(ROOT, 'media/docs');

describe('Open Guide', () => {
  const host = useHost();
  const opened = (): vscode.Uri[] =>
    services.ran.flatMap(({ command, args }) =>
      command === 'markdown.showPreview' ? [args[0] as vscode.Uri] : [],
    );

  it('opens the guide that is chosen, in the preview', async () => {
    choose('For teachers');
    await host().run('openGuide');
    assert.equal(screen.asked[0].options.placeHolder, 'Open which guide?');
    assert.deepEqual(
      opened().map(({ path: file }) => file.replace(/.*\/media/, 'media')),
      ['media/docs/teachers.md'],
    );
  });

  it('opens nothing where none is chosen', async () => {
    await host().run('openGuide');
    assert.deepEqual(opened(), []);
  });

  it('offers every page that there is, each by its own name', async () => {
    await host().run('openGuide');
    const offered = labels(screen.asked[0]);
    assert.equal(new Set(offered).size, readdirSync(DOCS).length);
    for (const label of offered) {
      choose(label);
      await host().run('openGuide');
    }
    const files = opened().map(({ path: file }) => path.basename(file));
    assert.deepEqual(files.sort(), readdirSync(DOCS).sort());
  });

  it('opens the guide that a link names, without a question', async () => {
    await host().run('openGuide', 'engineers.md');
    assert.deepEqual(screen.asked, []);
    assert.ok(existsSync(path.join(DOCS, path.basename(opened()[0].path))));
  });

  it('asks where a link names something else', async () => {
    await host().run('openGuide', '../../secret.md');
    assert.equal(screen.asked.length, 1);
    assert.deepEqual(opened(), []);
  });
});
