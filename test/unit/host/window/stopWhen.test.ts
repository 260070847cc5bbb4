/** Stop When…: what is listed, which numbers are taken, and what the run pauses by. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import { screen } from '../vscode/window';

describe('Stop When…', () => {
  const host = useHost();

  interface Input {
    value: string;
    validateInput: (text: string) => string | undefined;
  }

  it('proposes the present number, and takes whole epochs alone', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const { session } = host().internal.sessions.open(uri);
    screen.listAnswers.push(
      list => list.press(list.items[1]),
      list => list.accept(...list.selectedItems),
    );
    screen.answers.push(({ options }) => {
      const { value, validateInput } = options as unknown as Input;
      assert.equal(value, '3');
      for (const wrong of ['', '0', '-1', '2.5', 'x', 'Infinity'])
        assert.equal(validateInput(wrong), 'A whole number of at least 1.', wrong);
      assert.equal(validateInput('2'), undefined);
      return '2';
    });
    await host().run('stopWhen', uri);
    assert.deepEqual(session.stopConditions, { gradientBelow: null, lossRises: 2 });
  });

  it('has the conditions of an earlier window, both of them', async () => {
    const both = { gradientBelow: 0.25, lossRises: 4 };
    host().memento.set('stopWhen memory:/work/xor.backprop.json', both);
    const uri = await openSample(host(), 'xor.backprop.json');
    assert.deepEqual(host().internal.sessions.open(uri).session.stopConditions, both);
  });

  it('takes any norm above 0', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const { session } = host().internal.sessions.open(uri);
    screen.listAnswers.push(
      list => list.press(list.items[0]),
      list => list.accept(...list.selectedItems),
    );
    screen.answers.push(({ options }) => {
      const { value, validateInput } = options as unknown as Input;
      assert.equal(value, '1e-7');
      for (const wrong of ['', '0', '-1', 'x', 'Infinity'])
        assert.equal(validateInput(wrong), 'A number above 0, such as 1e-7.', wrong);
      assert.equal(validateInput('0.5'), undefined);
      return '0.5';
    });
    await host().run('stopWhen', uri);
    assert.deepEqual(session.stopConditions, { gradientBelow: 0.5, lossRises: null });
  });
});
