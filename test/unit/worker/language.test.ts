/** The worker speaks the language that the host speaks, from its first answer on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { WorkerConnection } from '../../../src/host/session/workerConnection';
import { speak, type Bundle } from '../../../src/experiment/words/say';
import { serveTraining } from '../../../src/worker/serveTraining';
import { sound } from '../experiment/diagnosis/support';
import { FakeClock } from './support';

function bundleOf(language: string): Bundle {
  const text = readFileSync(`media/l10n/bundle.l10n.${language}.json`, 'utf8');
  return JSON.parse(text) as Bundle;
}

/** What a worker says of a log, that is started while the host speaks this language. */
async function saidOfLog(bundle: Bundle | undefined, log: string): Promise<string> {
  const { port1: host, port2: thread } = new MessageChannel();
  const endpoint = (port: typeof host) => ({
    post: (message: unknown, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer),
    listen: (receive: (message: unknown) => void) => void port.on('message', receive),
  });
  speak(bundle);
  const connection = new WorkerConnection(
    { ...endpoint(host), onEnd: () => undefined, dispose: () => host.close() },
    { frame: () => undefined, reading: () => undefined, ended: () => undefined },
  );
  // Host and worker share this thread: what the worker says must come from what it was sent.
  speak(undefined);
  serveTraining(endpoint(thread), new FakeClock(), () => null);
  const text = JSON.stringify(sound());
  const { report } = await connection.request('compareLog', { text, files: [], log });
  connection.dispose();
  return report.message;
}

describe('the language of a worker', () => {
  afterEach(() => speak(undefined));

  it('is the one that the host speaks', async () => {
    const log = 'epoch 1 loss 123.5';
    assert.match(await saidOfLog(undefined, log), /^Your loss differs from its first line on/);
    assert.match(await saidOfLog(bundleOf('zh-tw'), log), /^你的 loss 從第一行（epoch 1）起就不同/);
    assert.match(await saidOfLog(bundleOf('zh-cn'), log), /^你的 loss 从第一行（epoch 1）起就不同/);
  });

  it('has no space between Chinese sentences', async () => {
    const log = 'epoch 1 loss 123.5\nepoch 900000 loss 1';
    assert.match(await saidOfLog(undefined, log), /\. 1 line was left out/);
    assert.match(await saidOfLog(bundleOf('zh-tw'), log), /。略過 1 行：/);
  });
});
