/** The gradient inspector in the side bar; it follows every step of the current experiment. */
import { commands, window, type Disposable, type TreeView } from 'vscode';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import type { Selected, Selection } from '../sessions/selection';
import { Throttle } from '../events/throttle';
import type { Opened, Sessions } from '../sessions/sessions';
import { describeView } from '../surfaces/show';
import { InspectorTree } from './inspectorTree';
import type { TreeNode } from './treeNodes';

const INSPECTOR_VIEW = 'backprop.inspector';
/** Milliseconds between two refreshes: faster changes could not be read. */
const REFRESH_MS = 200;

export class Inspector implements Disposable {
  readonly tree = new InspectorTree();
  private readonly view: TreeView<TreeNode>;
  private readonly refreshes = new Throttle(REFRESH_MS, () => this.tree.refresh());
  private readonly subscriptions: Disposable[];
  private shown: Opened | undefined;
  /** Whether the session computes statistics for the inspector. */
  private inspects = false;
  /** Whether a row was chosen while VS Code was reading its node anew. */
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

  /** The experiment that is shown. */
  get opened(): Opened | undefined {
    return this.shown;
  }

  get chosenNode(): TreeNode | undefined {
    return this.view.selection[0];
  }

  /**
   * Shows the view with the focus on the row that was chosen last, or on the first one. Focusing the
   * view alone is not enough: before its first rows are there, the focus goes to the welcome text.
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

  /** Shows the network's name beside the view's, once there is a run. */
  private describe(): void {
    describeView(this.view, this.shown?.session.view.description?.name);
  }

  /** Asks for the inspector's statistics only while it is visible. */
  private watch(inspected: boolean): void {
    const { session } = this.shown ?? {};
    if (!session || session.closed || inspected === this.inspects) return;
    this.inspects = inspected;
    session.watch({ inspected }).catch(this.failed);
  }

  /** Refreshes the tree: at a readable rate while a run trains, otherwise at once. */
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

  /** Shows a tensor that was chosen elsewhere, without taking the focus. */
  private reveal({ uri, tensor }: Selected): void {
    if (!this.view.visible || this.shown?.uri.toString() !== uri.toString()) return;
    const node = this.tree.find(tensor.layer, tensor.tensor);
    if (!node || this.view.selection.includes(node)) return;
    void this.view.reveal(node, { select: true, focus: false });
  }
}
