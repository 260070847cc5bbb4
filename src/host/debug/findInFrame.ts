/** "Find My Bug in This Frame": what is wrong with the arrays of a paused Python program. */
import {
  l10n,
  Uri,
  workspace,
  type DebugStackFrame,
  type Disposable,
  type ExtensionContext,
} from 'vscode';
import type { AutopsyReport } from '../../protocol/autopsy/arrays';
import { namesakeOf, readBeside } from '../autopsy/arraysFile';
import { together } from '../events/events';
import { WorkerLink, type StartWorker } from '../session/workerLink';
import { decide } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { isFolderTrusted } from '../surfaces/configuration';
import { registerCommand } from '../surfaces/commands';
import { mention, sentenceOf, warn, type Log } from '../surfaces/tell';
import { nameOf } from './collector';
import { FrameFindings } from './frameFindings';
import { readFrame, type Snapshot } from './frameReader';
import { StoppedFrames } from './stoppedFrames';

/** Key of the workspace state: it was read what runs in the program, and agreed to. */
const AGREED = 'debug.agreed';

type Context = Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;

export function registerFindInFrame(
  { extensionUri, workspaceState }: Context,
  startWorker: StartWorker,
  log: Log,
): Disposable {
  const collector = Uri.joinPath(extensionUri, 'media', 'debugger', 'collect.py');
  const autopsies = new FrameAutopsies(collector, startWorker, log);
  const frames = new StoppedFrames({
    stopped: (frame, stands) => autopsies.make(frame, stands),
    ended: () => autopsies.clear(),
  });
  return together(
    frames,
    autopsies,
    registerCommand('findMyBugInFrame', async () => {
      const { frame } = frames;
      if (!isFolderTrusted())
        return warn(l10n.t('This folder is not trusted: nothing runs in its programs.'));
      if (!frame)
        return warn(
          l10n.t(
            'No Python program stands still: stop at a breakpoint in the backward pass first.',
          ),
        );
      if (workspaceState.get(AGREED) !== true) {
        if (!(await isAgreed(collector))) return;
        await workspaceState.update(AGREED, true);
      }
      autopsies.tellNext();
      await frames.follow(frame);
    }),
  );
}

async function isAgreed(collector: Uri): Promise<boolean> {
  const find = l10n.t('Find My Bug');
  const show = l10n.t('Show What Is Run');
  const question = l10n.t(
    'To read the arrays of the frame, a fixed piece of Python runs in your paused program at each stop of this session, as a watch expression does. It reads numbers, changes nothing, and calls no method of yours. Nothing leaves this machine.',
  );
  const choice = await decide(question, find, show);
  if (choice === show) await showFile(collector);
  return choice === find;
}

/** What is found in one frame after the other. */
class FrameAutopsies implements Disposable {
  private readonly findings = new FrameFindings();
  private readonly worker: WorkerLink;
  private text: Promise<string> | null = null;
  private count = 0;
  /** The person waits for an answer in words. */
  private isAwaited = false;

  constructor(
    private readonly collector: Uri,
    startWorker: StartWorker,
    private readonly log: Log,
  ) {
    this.worker = new WorkerLink(startWorker, {
      frame: () => undefined,
      reading: () => undefined,
      ended: reason => log.warn(reason),
    });
  }

  tellNext(): void {
    this.isAwaited = true;
  }

  async make(frame: DebugStackFrame, stands: () => boolean): Promise<void> {
    try {
      const snapshot = await readFrame(frame, await this.source(), stands);
      const report = stands() ? await this.examine(snapshot) : null;
      // What a later stop has overtaken is not shown.
      if (!stands()) return;
      if (report) this.findings.show(snapshot, report);
      else this.findings.clear();
      const gaps = gapsOf(snapshot, report);
      this.tell(report?.summary ?? '', gaps);
    } catch (error) {
      if (!stands()) return;
      this.findings.clear();
      this.log.warn(sentenceOf(error));
      this.tell('', l10n.t('The arrays of this frame could not be read: {0}', sentenceOf(error)));
    }
  }

  clear(): void {
    this.findings.clear();
  }

  dispose(): void {
    this.findings.dispose();
    this.worker.dispose();
  }

  /** null: there are no arrays. */
  private async examine({ arrays, place }: Snapshot): Promise<AutopsyReport | null> {
    const given = arrays
      .filter(({ kind }) => kind !== 'number')
      .map(({ path, shape, data }) => {
        const [rows, cols] = shape.length === 2 ? shape : [1, data.length];
        return { name: path, values: { rows, cols, data } };
      });
    if (given.length === 0) return null;
    const experiment = place.source && (await namesakeOf(place.source));
    const beside = experiment && (await readBeside(experiment));
    const { problems, report } = await this.worker.ask('autopsy', {
      given: { arrays: given },
      beside: beside?.files ?? null,
      number: ++this.count,
    });
    for (const words of [beside?.problem, ...problems.map(({ message }) => message)])
      if (words) this.log.warn(words);
    return report;
  }

  private source(): Promise<string> {
    this.text ??= Promise.resolve(workspace.fs.readFile(this.collector)).then(bytes =>
      new TextDecoder().decode(bytes),
    );
    return this.text;
  }

  /** Answers a person, once: findings speak for themselves at the next stops. */
  private tell(summary: string, gaps: string): void {
    if (this.isAwaited && gaps !== '') warn([gaps, summary].join(' ').trim());
    else if (this.isAwaited) mention(summary);
    this.isAwaited = false;
  }
}

/** What was not looked at; empty where nothing was left out. */
function gapsOf({ hasNumPy, left }: Snapshot, report: AutopsyReport | null): string {
  const gaps: string[] = [];
  if (!report)
    gaps.push(l10n.t('There are no arrays in this frame: select a caller in Call Stack.'));
  if (!hasNumPy)
    gaps.push(l10n.t('The program has not loaded NumPy: its lists of numbers were read.'));
  const large = left.filter(({ why }) => why === 'size').map(nameOf);
  if (large.length > 0)
    gaps.push(l10n.t('Too large to be read: {0}. A smaller batch will do.', large.join(', ')));
  return gaps.join(' ');
}
