/** Tree of the gradient inspector, with the numbers of the last frame. */
import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
} from 'vscode';
import { STEP_NORMS } from '../../protocol/snapshot';
import type { Finding, StepNorm, TensorName } from '../../protocol/snapshot';
import { markOf } from '../session/findings';
import type { Opened } from '../sessions/sessions';
import { resolveTooltip, treeItem } from '../surfaces/show';
import { sparkline } from './sparkline';
import * as text from './tensorText';
import { findingNode, networkNode } from './treeNodes';
import type { LayerNode, NetworkNode, TensorNode, TreeNode } from './treeNodes';
import type { TensorMark, TensorStats } from '../../protocol/tensors';

/** Steps that a sparkline shows. */
const SPARK_STEPS = 8;
/** Norms recorded at every update; for other tensors there are only the last frames. */
const RECORDED: Partial<Record<TensorName, StepNorm>> = {
  delta: 'delta',
  weights: 'weights',
  gradW: 'gradW',
  updateW: 'update',
};

export class InspectorTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changes = new EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly reads = new EventEmitter<void>();
  /** Fires when VS Code has read a layer's nodes, and can reveal them. */
  readonly onDidRead = this.reads.event;
  private opened: Opened | undefined;
  private root: NetworkNode | null = null;
  /** The description that `root` was built from. */
  private builtFrom: unknown = null;
  private hidden: readonly TensorName[] = [];

  /** Shows this session's network from now on. */
  show(opened: Opened | undefined): void {
    this.opened = opened;
    this.refresh();
  }

  /** Shows all tensors but these. */
  hide(tensors: readonly TensorName[]): void {
    this.hidden = tensors;
    this.refresh();
  }

  /** Shows new numbers, or another network. */
  refresh(): void {
    const view = this.opened?.session.view;
    const description = view?.state ? view.description : null;
    if (description !== this.builtFrom) {
      this.builtFrom = description;
      this.root = description ? networkNode(description.layers) : null;
      this.changes.fire(undefined);
    } else if (this.root) this.changes.fire(this.root);
  }

  find(layer: number, tensor: TensorName): TreeNode | undefined {
    const found = this.root?.layers[layer];
    return found && this.shownTensors(found).find(node => node.tensor === tensor);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (!node) return this.root ? [this.root] : [];
    if (node.kind === 'network') return node.layers;
    if (node.kind !== 'layer') return [];
    setTimeout(() => this.reads.fire());
    const findings = this.findings(node.index).map(finding => findingNode(node, finding));
    return [...findings, ...this.shownTensors(node)];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node.kind === 'tensor' || node.kind === 'finding') return node.layer;
    return node.kind === 'layer' ? (this.root ?? undefined) : undefined;
  }

  getTreeItem(node: TreeNode): TreeItem {
    switch (node.kind) {
      case 'network':
        return this.networkItem();
      case 'layer':
        return this.layerItem(node.index);
      case 'finding':
        return this.findingItem(node.layer.index, node.finding);
      case 'tensor':
        return this.tensorItem(node.layer.index, node.tensor);
    }
  }

  /** Builds the exact numbers only for a tooltip that is shown. */
  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    if (node.kind !== 'tensor') return item;
    const layer = this.layer(node.layer.index);
    const stats = this.stats(node.layer.index, node.tensor);
    if (!layer || !stats) return item;
    const symbol = this.symbol(node.layer.index, node.tensor);
    resolveTooltip(item, text.tensorDetails(symbol, layer, stats));
    return item;
  }

  dispose(): void {
    this.changes.dispose();
    this.reads.dispose();
  }

  private networkItem(): TreeItem {
    const { description, state } = this.opened?.session.view ?? {};
    if (!description || !state) return treeItem({ label: '' });
    return treeItem({
      id: 'network',
      label: description.name,
      description: text.networkDescription(
        description,
        state,
        this.opened?.findings.ofBatch.length ?? 0,
      ),
      expanded: true,
    });
  }

  private layerItem(index: number): TreeItem {
    const layer = this.layer(index);
    const health = this.opened?.session.view.state?.health[index] ?? null;
    if (!layer) return treeItem({ label: '' });
    return treeItem({
      id: `layer ${index}`,
      context: 'layer',
      label: layer.name,
      description: text.layerDescription(layer, this.isLater(index) ? null : health),
      icon: this.findings(index).length > 0 ? WARNING : undefined,
      expanded: true,
    });
  }

  private findingItem(index: number, { id, message }: Finding): TreeItem {
    return treeItem({
      id: `layer ${index} ${id}`,
      context: 'finding',
      label: message,
      icon: WARNING,
      tooltip: [message],
      spoken: `Warning: ${message}`,
    });
  }

  private tensorItem(layerIndex: number, tensor: TensorName): TreeItem {
    const known = {
      id: `layer ${layerIndex} ${tensor}`,
      context: 'tensor',
      label: this.symbol(layerIndex, tensor),
    };
    const layer = this.layer(layerIndex);
    const stats = this.stats(layerIndex, tensor);
    if (!layer || !stats) return treeItem(known);
    const mark = this.mark(layerIndex, tensor);
    if (mark === 'later')
      return treeItem({
        ...known,
        description: text.LATER,
        spoken: text.laterLabel(layer, tensor),
      });
    const isNew = mark === 'new' ? new ThemeIcon('arrow-small-right') : undefined;
    return treeItem({
      ...known,
      description: text.tensorDescription(stats, this.course(layerIndex, tensor)),
      spoken: text.tensorLabel(layer, stats),
      icon: stats.nonFinite > 0 ? WARNING : isNew,
    });
  }

  /** The norm over the last steps up to the current one, or over the last frames. */
  private course(layer: number, tensor: TensorName): string {
    const { steps, norms, state } = this.opened?.session.view ?? {};
    if (!steps || !norms || !state) return '';
    const norm = RECORDED[tensor];
    if (!norm) return sparkline(norms.of(layer, tensor));
    const column = 1 + layer * STEP_NORMS.length + STEP_NORMS.indexOf(norm);
    return sparkline(steps.recent(column, SPARK_STEPS, state.position.step));
  }

  private shownTensors({ tensors }: LayerNode): TensorNode[] {
    return tensors.filter(({ tensor }) => !this.hidden.includes(tensor));
  }

  private findings(layer: number): Finding[] {
    const all = this.opened?.findings.ofBatch ?? [];
    return all.filter(finding => finding.layer === layer);
  }

  private isLater(layer: number): boolean {
    return this.mark(layer, 'delta') === 'later';
  }

  private mark(layer: number, tensor: TensorName): TensorMark {
    const view = this.opened?.session.view;
    return view ? markOf(view, { layer, tensor }) : 'known';
  }

  private symbol(layer: number, tensor: TensorName): string {
    const symbols = this.opened?.session.view.description?.symbols;
    return symbols ? text.symbolOf(symbols, layer, tensor) : '';
  }

  private layer(index: number) {
    return this.opened?.session.view.description?.layers[index];
  }

  private stats(layer: number, tensor: TensorName): TensorStats | undefined {
    const stats = this.opened?.session.view.state?.stats[layer];
    return stats?.find(candidate => candidate.tensor === tensor);
  }
}

const WARNING = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
