/**
 * The preview's stand-in for VS Code and the extension host: a real session with a real web worker,
 * and a page in a frame with the same policy, variables and messages that a webview has.
 */
import type { Finding } from '../../../src/experiment/format/finding';
import type { Experiment } from '../../../src/experiment/fields/experiment';
import { requiredFiles } from '../../../src/experiment/prepare';
import { rangeOf, readExperiment } from '../../../src/experiment/read';
import { FindingsView } from '../../../src/host/findings/findingsView';
import { Laboratory } from '../../../src/host/findings/laboratory';
import { MyLogs } from '../../../src/host/logs/myLogs';
import type { FeedClock } from '../../../src/host/panel/feedClock';
import { PanelFeed } from '../../../src/host/panel/panelFeed';
import { readWords } from '../../../src/host/panel/readWords';
import { ExpressionView } from '../../../src/host/session/expressionView';
import { GradientCheck } from '../../../src/host/session/gradientCheck';
import { Session } from '../../../src/host/session/session';
import type {
  ExperimentSource,
  FileContents,
  Reading,
} from '../../../src/host/session/file/source';
import type { WorkerEndpoint } from '../../../src/host/session/workerConnection';
import { LastSweep } from '../../../src/host/sweep/sweepCurves';
import { RunningSweep } from '../../../src/host/commands/runningSweep';
import { newReport } from '../../../src/host/sweep/sweepText';
import type { FromPanel, ToPanel } from '../../../src/protocol/panel';
import type { TensorRef } from '../../../src/protocol/tensors';
import type { DataFile } from '../../../src/protocol/worker';
import type { PanelState } from '../../../src/protocol/choices';

/** What the screenshots' script does with the preview. */
export interface Preview {
  train(): Promise<void>;
  pause(): Promise<void>;
  step(updates: number): Promise<void>;
  stepLayer(): Promise<void>;
  fork(): Promise<void>;
  load(): Promise<void>;
  /** So many steps of an expression's passes. */
  goTo(position: number): void;
  reveal(tensor: TensorRef): void;
  checkGradients(): Promise<void>;
  /** What a student's program has printed. */
  compareLog(log: string): Promise<void>;
  /** Every run of the file's sweep. */
  sweep(): Promise<void>;
  /** Writes something else into the file, as an edit would. */
  edit(change: (text: string) => string): Promise<void>;
  setTheme(theme: string, extraClasses?: string[]): void;
  readonly posted: FromPanel[];
}

type Themes = Record<string, Record<string, string>>;

class PreviewSource implements ExperimentSource {
  text = '';
  constructor(readonly fileName: string) {}

  async open(): Promise<void> {
    const answer = await fetch(`/samples/${this.fileName}.backprop.json`);
    this.text = await answer.text();
  }

  read(): Promise<Reading> {
    return Promise.resolve({ ...readExperiment(this.text), text: this.text });
  }

  worded(problems: Finding[]) {
    return problems;
  }

  async readFiles(experiment: Experiment): Promise<FileContents> {
    const files = requiredFiles(experiment).map(async (path): Promise<DataFile> => {
      const answer = await fetch(`/samples/${path}`);
      return { path, version: '', content: new Uint8Array(await answer.arrayBuffer()) };
    });
    return { files: await Promise.all(files), problems: [] };
  }
}

function startWorker(): Promise<WorkerEndpoint> {
  const worker = new Worker('/worker.js');
  return Promise.resolve({
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: receive => {
      worker.onmessage = event => receive(event.data);
    },
    onEnd: () => undefined,
    dispose: () => worker.terminate(),
  });
}

const CLOCK: FeedClock = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

class PreviewPanel implements Preview {
  readonly posted: FromPanel[] = [];
  private readonly session: Session;
  private readonly expression = new ExpressionView();
  private readonly gradients: GradientCheck;
  private readonly lastSweep = new LastSweep();
  private readonly laboratory: Laboratory;
  private readonly findings: FindingsView;
  private readonly myLogs: MyLogs;
  private readonly feed: PanelFeed;

  constructor(
    private readonly source: PreviewSource,
    private readonly frame: HTMLIFrameElement,
    private readonly themes: Themes,
  ) {
    this.session = new Session(source, startWorker, () => 0);
    this.gradients = new GradientCheck(this.session, this.expression);
    this.laboratory = new Laboratory(this.session, startWorker, Date.now);
    this.findings = new FindingsView({
      ...{ session: this.session, laboratory: this.laboratory, canEdit: true },
      level: () => 'all',
      lineOf: place => {
        const { offset } = rangeOf(readExperiment(source.text).tree, place);
        return source.text.slice(0, offset).split('\n').length;
      },
    });
    this.myLogs = new MyLogs(this.session, startWorker);
    this.feed = new PanelFeed(
      {
        session: this.session,
        expression: this.expression,
        gradients: this.gradients,
        sweep: this.lastSweep,
        findings: this.findings,
        myLogs: this.myLogs,
        place: () => ({ uri: `preview:/${source.fileName}`, fallbackTitle: source.fileName }),
        read: () => readWords(null, this.session.view.description?.data ?? null),
        remembered: () => null,
      },
      message => this.send(message),
      CLOCK,
    );
    this.session.onDidChange(change => {
      if (change !== 'checked') this.feed.update();
    });
    this.expression.onDidChange(() => this.feed.update());
    this.gradients.onDidChange(() => this.feed.update());
    this.lastSweep.onDidChange(() => this.feed.update());
    this.findings.onDidChange(() => this.feed.update());
    this.myLogs.onDidChange(() => this.feed.update());
    addEventListener('message', (event: MessageEvent<{ preview: FromPanel }>) => {
      if (event.source === frame.contentWindow) this.receive(event.data.preview);
    });
  }

  compareLog(log: string): Promise<void> {
    return this.myLogs.compare(log);
  }

  async train(): Promise<void> {
    await this.session.train();
  }
  async pause(): Promise<void> {
    await this.session.pause();
  }
  async stepLayer(): Promise<void> {
    await this.session.stepLayer();
  }

  async fork(): Promise<void> {
    await this.session.fork();
  }
  async step(updates: number): Promise<void> {
    await this.session.step(updates);
  }
  async load(): Promise<void> {
    this.expression.take(await this.source.read());
    if (!this.expression.active) await this.session.ensureRun();
  }
  async sweep(): Promise<void> {
    const { experiment, text } = await this.source.read();
    if (!experiment?.sweep) throw new Error('The file has no sweep.');
    const report = newReport(experiment, experiment.sweep, '', text);
    const { files } = await this.source.readFiles(experiment);
    const running = new RunningSweep(startWorker, report, () => this.lastSweep.show(report));
    await running.run({ text, files, threads: 1, skip: [] });
  }
  async checkGradients(): Promise<void> {
    if (await this.gradients.run()) this.feed.reveal('gradients');
  }
  goTo(position: number): void {
    this.expression.goTo(position);
  }
  reveal(tensor: TensorRef): void {
    this.feed.reveal(tensor);
  }
  async edit(change: (text: string) => string): Promise<void> {
    this.source.text = change(this.source.text);
    this.expression.take(await this.source.read());
    if (!this.expression.active) await this.session.check();
  }

  setTheme(theme: string, extraClasses: string[] = []): void {
    const page = this.frame.contentDocument;
    if (!page) return;
    const root = page.documentElement;
    root.removeAttribute('style');
    for (const [name, value] of Object.entries({ ...FONTS, ...this.themes[theme] })) {
      root.style.setProperty(name, value);
    }
    const [kind] = theme.split('-2026');
    const classes = { dark: ['vscode-dark'], light: ['vscode-light'] }[kind] ?? [
      'vscode-high-contrast',
      ...(kind === 'hc-light' ? ['vscode-high-contrast-light'] : []),
    ];
    page.body.className = [...classes, ...extraClasses].join(' ');
    page.body.dataset.vscodeThemeKind = classes.at(-1);
    document.body.style.background = this.themes[theme]['--vscode-editor-background'];
  }

  private send(message: ToPanel): void {
    this.frame.contentWindow?.postMessage(message, '*');
  }

  private receive(message: FromPanel): void {
    this.posted.push(message);
    switch (message.type) {
      case 'ready':
        return this.feed.ready();
      case 'drawn':
        return this.feed.drawn(message.revision, message.cost);
      case 'watch':
        return void this.session.watch(message.watch);
      case 'command':
        return void this.command(message.command);
      case 'goTo':
        if (this.expression.active) return this.expression.goTo(message.step);
        return void this.session.goTo(message.step);
      case 'finding': {
        const finding = this.findings.findings.find(({ id }) => id === message.id);
        if (finding && message.act === 'examine') void this.laboratory.examine(finding);
        return;
      }
      case 'sanity':
        return void this.laboratory.runSanity(message.name);
      case 'stopTrying':
        return this.laboratory.stop();
      case 'forgetRun':
        return this.session.view.forgetRun(message.run);
      case 'follow':
        return void this.session.stepLayer(message.part);
      case 'openRun':
        return void this.session.openRun(message.run);
      case 'failure':
        return console.error(`The page failed: ${message.message}`);
      default:
        return;
    }
  }

  private command(command: (FromPanel & { type: 'command' })['command']): Promise<unknown> | void {
    const { session, expression } = this;
    switch (command) {
      case 'train':
        return session.train();
      case 'pause':
        return session.pause();
      case 'step':
        return session.step(1);
      case 'stepEpoch':
        return session.stepEpoch();
      case 'stepLayer':
        return session.stepLayer();
      case 'stepBack':
        return expression.active ? expression.stepBack() : session.stepBack();
      case 'stopWhen':
        return session.stopWhen({ gradientBelow: 1e-7, lossRises: 3 });
      case 'reset':
        return expression.active ? expression.reset() : session.reset();
      case 'fork':
        return session.fork();
      case 'compareRuns':
      case 'compareWithMyLog':
      case 'chooseColumns':
        return;
      case 'stepGate':
        return expression.step();
      case 'checkGradients':
        return this.checkGradients();
      default:
        return command satisfies never;
    }
  }
}

/** As on Linux. */
const FONTS = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
  '--vscode-editor-font-family': "'Droid Sans Mono', 'monospace', monospace",
  '--vscode-editor-font-size': '14px',
};

/** Kept over a reload of the frame, as the editor keeps it. */
export interface PreviewWindow extends Window {
  preview?: Preview;
  kept?: PanelState;
  /** How long each drawing of the page took (ms). */
  drawTimes?: number[];
  /** How long after each click the derivation that it asks for was on the screen (ms). */
  openings?: number[];
}

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const source = new PreviewSource(query.get('sample') ?? 'xor');
  await source.open();
  const themes = (await (await fetch('/themes.json')).json()) as Themes;
  const frame = document.createElement('iframe');
  const preview = new PreviewPanel(source, frame, themes);
  (window as PreviewWindow).preview = preview;
  frame.src = `/panel.html?lang=${query.get('lang') ?? 'en'}`;
  frame.addEventListener('load', () => preview.setTheme(query.get('theme') ?? 'dark'));
  document.body.append(frame);
}

void start();
