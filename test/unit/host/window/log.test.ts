/** The log of a run on the clipboard and in the Output view. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run } from '../../cli/support';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

const FILE = 'xor.backprop.json';

describe('the log of a run', () => {
  const host = useHost();

  async function trained() {
    const uri = await openSample(host(), FILE);
    await host().run('openPanel', uri);
    const { session } = host().internal.sessions.open(uri);
    await session.train();
    const panel = host().internal.panels.get(uri) ?? assert.fail();
    const act = (name: string) => panel.receive({ type: 'log', act: name });
    return { session, panel, act };
  }
  /** As the terminal prints it, without the summary. */
  const printed = (): string => {
    const { out } = run(['train', FILE], { [FILE]: readFileSync(`samples/${FILE}`, 'utf8') });
    return out.replace(/[^\n]*\n$/, '');
  };

  it('is copied whole, as the terminal prints it', async () => {
    const { act } = await trained();
    await act('copy');
    assert.equal(services.clipboard, printed());
  });

  it('stands in a plain output channel of its own, anew each time, until the panel is closed', async () => {
    const { act, session, panel } = await trained();
    await act('output');
    assert.deepEqual(screen.outputs, [
      { name: 'Backprop: XOR, 2-2-2-1', text: printed(), shown: true },
    ]);
    await session.goTo(session.view.description?.batchesPerEpoch ?? 0);
    await act('output');
    assert.equal(screen.outputs.length, 1);
    assert.equal(screen.outputs[0].text, '');
    panel.panel.dispose();
    assert.deepEqual(screen.outputs, []);
  });
});
