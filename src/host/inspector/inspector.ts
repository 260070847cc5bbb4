/** The gradient inspector in the side bar; it follows every step of the current experiment. */
import { commands, window, type Disposable, type Uri } from 'vscode';
import type {
  FromInspector,
  InspectorCommand,
  InspectorPicture,
  RowRef,
  Welcome,
} from '../../protocol/inspector/inspector';
import type { TensorName, Watch } from '../../protocol/snapshot';
import { Emitter } from '../events/events';
import { commandId } from '../manifest/commandId';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import type { Selected, Selection } from '../sessions/selection';
import type { Opened, Sessions } from '../sessions/sessions';
import { pictureOf } from './inspectorPicture';
import { InspectorView, type Asked } from './inspectorView';

export interface InspectorContext {
  /** The folder of the extension itself. */
  extensionUri: Uri;
  log: (message: string) => void;
  failed: (error: unknown) => void;
}

type Wish = Pick<Watch, 'inspected' | 'distribution'>;

const NOTHING: Wish = { inspected: false, distribution: null };

export class Inspector implements Disposable {
  private readonly view: InspectorView;
  /** Fires with what the page is sent. */
  readonly onDidShow: InspectorView['onDidShow'];
  private readonly acts = new Emitter<FromInspector & { type: 'row' }>();
  /** Fires when a key on the page asks for something about a row. */
  readonly onDidAct = this.acts.event;
  private readonly subscriptions: Disposable[];
  private shown: Opened | undefined;
  /** What the session computes for the inspector. */
  private wish = NOTHING;
  private hidden: readonly TensorName[] = [];
  private row: RowRef | null = null;

  constructor(
    sessions: Sessions,
    private readonly active: ActiveExperiment,
    private readonly selection: Selection,
    private readonly context: InspectorContext,
  ) {
    const { extensionUri, log } = context;
    this.view = new InspectorView({
      ...{ extensionUri, log },
      content: () => {
        const { picture, welcome } = this;
        return picture ? { type: 'inspector', picture } : { type: 'welcome', welcome };
      },
      title: () => ({
        name: this.shown?.session.view.description?.name,
        findings: this.shown?.findings.report.findings.length ?? 0,
      }),
    });
    this.onDidShow = this.view.onDidShow;
    this.subscriptions = [
      this.view,
      this.acts,
      this.view.onDidTurn(() => this.look()),
      this.view.onDidAsk(asked => this.answer(asked)),
      active.onDidChange(opened => this.show(opened)),
      sessions.onDidChange(({ opened }) => {
        if (opened === this.shown) this.changed();
      }),
      window.onDidChangeActiveTextEditor(() => this.changed()),
      selection.onDidChange(selected => this.chosen(selected)),
    ];
    this.show(active.opened);
  }

  /** The experiment that is shown. */
  get opened(): Opened | undefined {
    return this.shown;
  }

  /** The row that keys are about: the one with the focus, or that had it last. */
  get current(): RowRef | null {
    return this.row;
  }

  /** What is to be seen now; null where there is no run. */
  get picture(): InspectorPicture | null {
    if (!this.shown) return null;
    const { uri } = this.shown;
    const { selected } = this.selection;
    const chosen = selected?.uri.toString() === uri.toString() ? selected.tensor : null;
    const { distribution = null } = this.wish;
    return pictureOf(this.shown, { hidden: this.hidden, chosen, current: distribution });
  }

  /** What stands in place of a picture. */
  get welcome(): Welcome {
    if (this.shown?.expression.active) return 'expression';
    return this.active.target ? 'idle' : 'nothing';
  }

  /** Shows all tensors but these. */
  hide(tensors: readonly TensorName[]): void {
    this.hidden = tensors;
    this.changed();
  }

  /** Shows the view with the focus on the current row, or on the first one. */
  focus(): Promise<void> {
    return this.view.focus();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(opened: Opened | undefined): void {
    if (opened !== this.shown) {
      this.watch(NOTHING);
      this.wish = NOTHING;
    }
    this.shown = opened;
    this.look();
  }

  /** Has computed what the view shows, while it can be seen. */
  private look(): void {
    const { layer = 0, tensor = null } = this.row ?? {};
    const distribution = tensor && { layer, tensor };
    this.watch(this.view.visible ? { inspected: true, distribution } : NOTHING);
    this.changed();
  }

  private watch(wish: Wish): void {
    const { session } = this.shown ?? {};
    const isSame = JSON.stringify(wish) === JSON.stringify(this.wish);
    if (!session || session.closed || isSame) return;
    this.wish = wish;
    session.watch(wish).catch(this.context.failed);
  }

  /** Tells the page: at a readable rate while a run trains. */
  private changed(): void {
    this.view.changed(this.shown?.session.view.status.state === 'running');
  }

  private chosen({ uri, tensor, from }: Selected): void {
    if (this.shown?.uri.toString() !== uri.toString()) return;
    if (from !== 'inspector') this.row = tensor;
    this.look();
  }

  private answer(asked: Asked): void {
    const { shown } = this;
    switch (asked.type) {
      case 'current':
        this.row = asked.row;
        return this.look();
      case 'choose':
        return shown && this.selection.choose(shown.uri, asked.tensor, 'inspector');
      case 'row':
        return this.acts.fire(asked);
      case 'goTo':
        // A person has typed it: it may lie ahead.
        return void shown?.session.goTo(asked.step).catch(this.context.failed);
      case 'inspectorCommand':
        return this.run(asked.command);
      default:
        return asked satisfies never;
    }
  }

  private run(command: InspectorCommand): void {
    const of = command === 'openSample' ? [] : [this.shown?.uri];
    void commands.executeCommand(commandId(command), ...of);
  }
}
