/** The log of a student's program over the curves, and what is said of it. */
import assert from 'node:assert/strict';
import { formatInteger } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

describe('A log of one’s own', () => {
  const { screen } = useDom();

  const note = (panel: Panel): HTMLElement =>
    panel.section('curves').querySelector<HTMLElement>('.my-log') ?? assert.fail();
  const words = (panel: Panel): string =>
    note(panel).querySelector('.my-log-text')?.textContent ?? '';
  const mark = (panel: Panel): HTMLElement =>
    panel.section('curves').querySelector<HTMLElement>('.my-log-mark') ?? assert.fail();

  async function trained(): Promise<{ panel: Panel; losses: number[] }> {
    const panel = await Panel.open(screen(), XOR);
    await panel.does(() => panel.session.train());
    const { columns, rows } = panel.page?.model.history ?? assert.fail();
    return { panel, losses: Array.from({ length: rows }, (_, row) => columns[0].at(row)) };
  }

  const logOf = (losses: number[], change = (loss: number, _epoch: number) => loss): string =>
    losses.map((loss, at) => `epoch ${at + 1} loss ${change(loss, at + 1).toFixed(6)}`).join('\n');
  const compare = (panel: Panel, log: string) => panel.does(() => panel.myLogs.compare(log));

  it('is nowhere before there is one', async () => {
    const { panel } = await trained();
    assert.ok(note(panel).hidden);
    assert.ok(mark(panel).hidden);
  });

  it('agrees with the run that is shown, and says so once', async () => {
    const { panel, losses } = await trained();
    await compare(panel, logOf(losses));
    assert.equal(
      words(panel),
      'Your loss agrees with this run in all 40 lines, to the digits that you printed.',
    );
    assert.equal(panel.find('[role="status"]').textContent, words(panel));
    assert.ok(mark(panel).hidden);
    assert.ok(note(panel).querySelector<HTMLElement>('.link')?.hidden);
  });

  it('is drawn over the curves, and its numbers stand beside ours', async () => {
    const { panel, losses } = await trained();
    await compare(
      panel,
      logOf(losses, loss => loss / 2),
    );
    const { myLog } = panel.page?.model ?? assert.fail();
    assert.equal(myLog?.columns.get('loss')?.rows, 40);
    assert.equal(myLog.valueAt('loss', 7), Number((losses[6] / 2).toFixed(6)));
    assert.equal(myLog.valueAt('loss', 41), null);
    assert.equal(myLog.valueAt('accuracy', 7), null);
    assert.match(words(panel), /^Your loss is ½ × ours/);
  });

  it('has a mark at the first epoch that differs, which leads there', async () => {
    const { panel, losses } = await trained();
    await compare(
      panel,
      logOf(losses, (loss, epoch) => (epoch < 12 ? loss : loss + 0.01)),
    );
    assert.match(words(panel), /the first epoch that differs is 12: /);
    assert.ok(!mark(panel).hidden);
    assert.equal(mark(panel).title, 'Epoch 12: the first that differs from your log');
    const perEpoch = panel.page?.model.description?.batchesPerEpoch ?? assert.fail();
    await panel.does(() => mark(panel).click());
    assert.equal(panel.last('goTo').step, 12 * perEpoch);
    assert.equal(panel.page?.model.frame?.position.epoch, 12);
    await panel.does(() => panel.session.goTo(0));
    await panel.press(`Go to epoch ${formatInteger(12)}`, note(panel));
    assert.equal(panel.page?.model.frame?.position.epoch, 12);
  });

  it('leads to an epoch that the run has not come to yet', async () => {
    const { losses } = await trained();
    const panel = await Panel.open(screen(), XOR);
    await compare(
      panel,
      logOf(losses, (loss, epoch) => (epoch < 5 ? loss : loss + 0.01)),
    );
    await panel.press('Go to epoch 5', note(panel));
    assert.deepEqual(panel.last('goTo').ahead, true);
  });

  it('is compared before there is a run, and drawn without one', async () => {
    const { losses } = await trained();
    const panel = await Panel.open(screen(), XOR);
    await compare(panel, logOf(losses));
    assert.match(words(panel), /agrees with this run/);
  });

  it('is text alone, whatever it says', async () => {
    const { panel } = await trained();
    await compare(panel, '<img src=x onerror=alert(1)> epoch 1 loss 0.5 <b>x</b>');
    assert.equal(note(panel).querySelectorAll('img, b').length, 0);
    await compare(panel, '<img src=x onerror=alert(1)>');
    assert.match(words(panel), /^No line of the log names a loss/);
    assert.equal(panel.page?.model.myLog?.report.verdict, 'unreadable');
  });

  it('is asked for beside the log of the run', async () => {
    const { panel } = await trained();
    panel.deaf = true;
    await panel.press('Compare with Mine…', panel.section('log'));
    assert.equal(panel.last('command').command, 'compareWithMyLog');
  });

  it('is gone at the ✕', async () => {
    const { panel, losses } = await trained();
    await compare(panel, logOf(losses));
    await panel.press('Remove my log', note(panel));
    assert.equal(panel.last('log').act, 'dismiss');
    await panel.does(() => panel.myLogs.dismiss());
    assert.ok(note(panel).hidden);
    assert.equal(panel.page?.model.myLog, null);
  });

  it('stays while the page is hidden', async () => {
    const { panel, losses } = await trained();
    await compare(
      panel,
      logOf(losses, loss => loss * 2),
    );
    const said = words(panel);
    await panel.reload();
    assert.equal(words(panel), said);
  });
});
