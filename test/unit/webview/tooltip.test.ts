import assert from 'node:assert/strict';
import type { Tooltip } from '../../../webview/kit/tooltip';
import { BOX, useDom } from './dom';

describe('The tooltip', () => {
  const { screen } = useDom();

  const place = (): string[] => {
    const { transform } = document.querySelector<HTMLElement>('.tooltip')?.style ?? assert.fail();
    return transform.match(/-?\d+/g) ?? [];
  };

  async function shownAt(x: number, y: number): Promise<string[]> {
    const { Tooltip: TooltipOfWindow } = await import('../../../webview/kit/tooltip');
    document.body.replaceChildren();
    const tooltip: Tooltip = new TooltipOfWindow(document.body);
    tooltip.show(x, y, 'epoch 3', [{ label: 'loss', value: '0.5' }]);
    return place();
  }

  it('stands to the right of and below what it is about', async () => {
    assert.deepEqual(await shownAt(100, 50), ['114', '66']);
  });

  it('stands at the other side where it would leave the window', async () => {
    const [right, low] = [innerWidth - 20, innerHeight - 20];
    assert.deepEqual(await shownAt(right, 50), [String(right - 14 - BOX.width), '66']);
    assert.deepEqual(await shownAt(100, low), ['114', String(low - 12 - BOX.height)]);
  });

  it('stays in a window that has no room at either side', async () => {
    screen().width = 700;
    assert.deepEqual(await shownAt(innerWidth / 2, 50), ['4', '66']);
  });
});
