/** The gradient inspector's tree: network → layers → tensors. */
import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import type { LayerSummary, TensorMark, TensorName, TensorStats } from '../../protocol/snapshot';
import { substepOf } from '../session/substeps';
import type { Opened } from '../sessions';
import * as text from './tensorText';

/** Kept as long as the network stays the same, so that nothing flickers and nothing folds. */
export type TreeNode =
  | { kind: 'network'; layers: LayerNode[] }
  | LayerNode
  | { kind: 'tensor'; layer: LayerNode; tensor: TensorName };

interface LayerNode {
  kind: 'layer';
  index: number;
  tensors: TreeNode[];
}

export class InspectorTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changes = new EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private opened: Opened | undefined;
  private root: TreeNode | null = null;
  /** What `root` was built from. */
  private builtFrom: unknown = null;

  /** Shows this session's network from now on. */
  show(opened: Opened | undefined): void {
    this.opened = opened;
    this.refresh();
  }

  /** The numbers have changed, or the whole network. */
  refresh(): void {
    const view = this.opened?.session.view;
    const description = view?.state ? view.description : null;
    if (description !== this.builtFrom) {
      this.builtFrom = description;
      this.root = description ? build(description.layers) : null;
      this.changes.fire(undefined);
    } else if (this.root) this.changes.fire(this.root);
  }

  find(layer: number, tensor: TensorName): TreeNode | undefined {
    if (this.root?.kind !== 'network') return undefined;
    return this.root.layers[layer]?.tensors.find(
      node => node.kind === 'tensor' && node.tensor === tensor,
    );
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (!node) return this.root ? [this.root] : [];
    if (node.kind === 'network') return node.layers;
    return node.kind === 'layer' ? node.tensors : [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node.kind === 'tensor') return node.layer;
    return node.kind === 'layer' ? (this.root ?? undefined) : undefined;
  }

  getTreeItem(node: TreeNode): TreeItem {
    const view = this.opened?.session.view;
    const { description, state } = view ?? {};
    if (!description || !state) return new TreeItem('');
    switch (node.kind) {
      case 'network': {
        const item = new TreeItem(description.name, TreeItemCollapsibleState.Expanded);
        item.id = 'network';
        item.description = text.networkDescription(description, state);
        return item;
      }
      case 'layer': {
        const layer = description.layers[node.index];
        const item = new TreeItem(layer.name, TreeItemCollapsibleState.Expanded);
        item.id = `layer ${node.index}`;
        item.description = text.layerDescription(layer);
        return item;
      }
      case 'tensor':
        return this.tensorItem(node.layer.index, node.tensor);
    }
  }

  /** The exact numbers are only put together for a tooltip that is looked at. */
  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    const layer = node.kind === 'tensor' ? this.layer(node.layer.index) : undefined;
    const stats = node.kind === 'tensor' ? this.stats(node.layer.index, node.tensor) : undefined;
    if (!layer || !stats) return item;
    const tooltip = new MarkdownString();
    tooltip.appendText(text.tensorDetails(layer, stats).join('\n'));
    item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private tensorItem(layerIndex: number, tensor: TensorName): TreeItem {
    const item = new TreeItem(text.SYMBOLS[tensor]);
    item.id = `layer ${layerIndex} ${tensor}`;
    item.contextValue = 'tensor';
    const layer = this.layer(layerIndex);
    const stats = this.stats(layerIndex, tensor);
    if (!layer || !stats) return item;
    const mark = this.mark(layerIndex, tensor);
    if (mark === 'later') {
      item.description = text.LATER;
      item.accessibilityInformation = { label: text.laterLabel(layer, tensor) };
      return item;
    }
    item.description = text.tensorDescription(stats);
    if (mark === 'new') item.iconPath = new ThemeIcon('arrow-small-right');
    item.accessibilityInformation = { label: text.tensorLabel(layer, stats) };
    if (stats.nonFinite > 0) {
      item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    }
    return item;
  }

  private mark(layer: number, tensor: TensorName): TensorMark {
    const { description, substep } = this.opened?.session.view ?? {};
    if (!description || substep === null || substep === undefined) return 'known';
    return substepOf(substep, description.layers.length).marks[layer][tensor];
  }

  private layer(index: number) {
    return this.opened?.session.view.description?.layers[index];
  }

  private stats(layer: number, tensor: TensorName): TensorStats | undefined {
    const stats = this.opened?.session.view.state?.stats[layer];
    return stats?.find(candidate => candidate.tensor === tensor);
  }
}

function build(summaries: readonly LayerSummary[]): TreeNode {
  const layers = summaries.map((summary, index): LayerNode => {
    const layer: LayerNode = { kind: 'layer', index, tensors: [] };
    layer.tensors = summary.tensors.map(tensor => ({ kind: 'tensor', layer, tensor }));
    return layer;
  });
  return { kind: 'network', layers };
}
