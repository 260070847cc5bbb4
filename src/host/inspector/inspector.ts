/** The gradient inspector in the sidebar; it follows every step of the present experiment. */
import { commands, window, type Disposable, type TreeView } from 'vscode';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import type { Selected, Selection } from '../sessions/selection';
import { Throttle } from '../events/throttle';
import type { Opened, Sessions } from '../sessions/sessions';
import { describeView } from '../surfaces/show';
import { InspectorTree } from './inspectorTree';
import type { TreeNode } from './treeNodes';

const INSPECTOR_VIEW = 'backprop.inspector';
/** As often as numbers can still be read while they change. */
const REFRESH_MS = 200;

export class Inspector implements Disposable {
  readonly tree = new InspectorTree();
  private readonly view: TreeView<TreeNode>;
  private readonly refreshes = new Throttle(REFRESH_MS, () => this.tree.refresh());
  private readonly subscriptions: Disposable[];
  private shown: Opened | undefined;
  /** Whether the session knows that somebody inspects it. */
  private inspects = false;
  /** A row was chosen whose node the editor was just about to read anew. */
  private unread = false;

  constructor(
    sessions: Sessions,
    active: ActiveExperiment,
    private readonly selection: Selection,
    private readonly failed: (error: unknown) => void,
  ) {
    this.view = window.createTreeView(INSPECTOR_VIEW, { treeDataProvider: this.tree });
    this.subscriptions = [
      this.view,
      this.tree,
      this.refreshes,
      active.onDidChange(opened => this.show(opened)),
      sessions.onDidChange(({ opened, change }) => {
        if (opened !== this.shown) return;
        if (change === 'run') this.describe();
        this.changed();
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        this.watch(visible);
        this.changed();
      }),
      this.view.onDidChangeSelection(({ selection: nodes }) => this.chosen(nodes[0])),
      this.tree.onDidRead(() => {
        if (this.unread) this.chosen(this.view.selection[0]);
      }),
      selection.onDidChange(selected => this.reveal(selected)),
    ];
    this.show(active.opened);
  }

  /** Whose network is shown. */
  get opened(): Opened | undefined {
    return this.shown;
  }

  get chosenNode(): TreeNode | undefined {
    return this.view.selection[0];
  }

  /**
   * Shows the view, with the keyboard's focus on the row that was chosen last, or on the first one. The
   * view alone would take the focus to what stands there before its first rows do, and goes then.
   */
  async focus(): Promise<void> {
    await commands.executeCommand(`${INSPECTOR_VIEW}.focus`);
    this.tree.refresh();
    const { chosenNode: node } = this;
    const chosen = node?.kind === 'tensor' ? this.tree.find(node.layer.index, node.tensor) : null;
    const row = chosen ?? this.tree.getChildren()[0];
    if (row) await this.view.reveal(row, { select: false, focus: true });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(opened: Opened | undefined): void {
    if (opened !== this.shown) {
      this.watch(false);
      this.inspects = false;
    }
    this.shown = opened;
    this.watch(this.view.visible);
    this.tree.show(opened);
    this.describe();
  }

  /** The network's name beside the view's; a session has one once there is a run. */
  private describe(): void {
    describeView(this.view, this.shown?.session.view.description?.name);
  }

  /** What only the inspector shows is computed only while it can be seen. */
  private watch(inspected: boolean): void {
    const { session } = this.shown ?? {};
    if (!session || session.closed || inspected === this.inspects) return;
    this.inspects = inspected;
    session.watch({ inspected }).catch(this.failed);
  }

  /** While a run goes on, as often as can be read; what stands still is shown at once. */
  private changed(): void {
    if (!this.view.visible) return;
    if (this.shown?.session.view.status.state === 'running') this.refreshes.request();
    else this.refreshes.now();
  }

  private chosen(node: TreeNode | undefined): void {
    this.unread = !node;
    if (node?.kind !== 'tensor' || !this.shown) return;
    const tensor = { layer: node.layer.index, tensor: node.tensor };
    this.selection.choose(this.shown.uri, tensor, 'inspector');
  }

  /** Chosen elsewhere: shown here as well, without taking the focus. */
  private reveal({ uri, tensor }: Selected): void {
    if (!this.view.visible || this.shown?.uri.toString() !== uri.toString()) return;
    const node = this.tree.find(tensor.layer, tensor.tensor);
    if (!node || this.view.selection.includes(node)) return;
    void this.view.reveal(node, { select: true, focus: false });
  }
}
