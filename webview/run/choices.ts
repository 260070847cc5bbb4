/** What the viewer has chosen on this page; kept by the webview's own state. */
import type {
  PanelChoices,
  PanelState,
  PartChooser,
  PredictionFace,
  ShownParts,
  Tab,
} from '../../src/protocol/choices';
import type { EvaluatedPart } from '../../src/protocol/confusion';
import type { RunDescription } from '../../src/protocol/snapshot';
import { hasTensor, isWeightKind } from '../words/tensorNames';
import { matrixOf } from '../../src/engine/ground/tensors';
import type { Boundary, TensorRef } from '../../src/protocol/tensors';

/** A cell chosen in a matrix. */
export interface Cell {
  row: number;
  col: number;
}

interface Storage {
  load(): PanelState | null;
  save(state: PanelState): void;
  remember(choices: PanelChoices): void;
}

/** What a page shows that nobody has changed yet. */
export function freshState(): PanelState {
  return {
    uri: '',
    tab: 'train',
    beside: 'inspect',
    scroll: {},
    selected: null,
    face: null,
    parts: {},
    range: null,
    logLoss: false,
    collapsed: [],
  };
}

export class Choices {
  private state: PanelState;
  /** Where the page has no state of its own, the last choices of the workspace may still come. */
  private fresh: boolean;
  constructor(private readonly storage: Storage) {
    const kept = storage.load();
    this.fresh = kept === null;
    this.state = kept ?? freshState();
  }

  /** What single views were last asked to show. */
  get shown(): Readonly<Partial<ShownParts>> {
    return this.state.shown ?? {};
  }

  show(parts: Partial<ShownParts>): void {
    this.change({ shown: { ...this.state.shown, ...parts } });
  }

  /** Of the selected tensor. */
  get selectedCell(): Cell | null {
    return this.shown.cell ?? null;
  }

  /** The row of the batch, from 0, whose numbers the units show; null: the mean of all. */
  get row(): number | null {
    return this.shown.row ?? null;
  }

  set row(row: number | null) {
    this.show({ row });
  }

  get logLoss(): boolean {
    return this.state.logLoss;
  }

  get selected(): TensorRef | null {
    return this.state.selected;
  }

  get tab(): Tab {
    return this.state.tab;
  }

  /** The tab that stands beside Train where there is room for both; never Train itself. */
  get beside(): Tab {
    return this.state.beside;
  }

  /** Of the predictions; null: none was chosen. */
  get face(): PredictionFace | null {
    return this.state.face;
  }

  setFace(face: PredictionFace): void {
    this.change({ face });
  }

  get parts(): PanelState['parts'] {
    return this.state.parts;
  }

  setPart(of: PartChooser, part: EvaluatedPart): void {
    this.change({ parts: { ...this.state.parts, [of]: part } });
  }

  /** Of the plane of the inputs; null: around all points. */
  get range(): Boundary['extent'] | null {
    return this.state.range;
  }

  setRange(range: Boundary['extent'] | null): void {
    this.change({ range });
  }

  /** What was typed for a tensor; empty: nothing. */
  formula({ tensor, layer }: TensorRef): string {
    return this.state.formulas?.[`${tensor}.${layer}`] ?? '';
  }

  setFormula({ tensor, layer }: TensorRef, text: string): void {
    this.change({ formulas: { ...this.state.formulas, [`${tensor}.${layer}`]: text } });
  }

  isCollapsed(section: string): boolean {
    return this.state.collapsed.includes(section);
  }

  /** Takes what the host knows: the file, and on a new page the choices made on earlier ones. */
  adopt(uri: string, remembered: PanelChoices | null): void {
    if (this.fresh && remembered) {
      this.state = { ...this.state, ...remembered };
    }
    this.fresh = false;
    if (this.state.uri === uri && this.storage.load()) return;
    this.state.uri = uri;
    this.storage.save(this.state);
  }

  setLogLoss(logLoss: boolean): void {
    this.change({ logLoss });
    this.remember();
  }

  get scroll(): Readonly<Partial<Record<Tab, number>>> {
    return this.state.scroll;
  }

  setScroll(scroll: Partial<Record<Tab, number>>): void {
    this.change({ scroll });
  }

  setTab(tab: Tab): void {
    this.change(tab === 'train' ? { tab } : { tab, beside: tab });
  }

  setCollapsed(section: string, collapsed: boolean): void {
    const others = this.state.collapsed.filter(id => id !== section);
    this.change({ collapsed: collapsed ? [...others, section] : others });
    this.remember();
  }

  /** A cell of a tensor with a row for each row of the batch chooses that row as well. */
  select(tensor: TensorRef | null, cell: Cell | null): void {
    this.show({ cell });
    if (tensor && cell && !isWeightKind(matrixOf(tensor.tensor))) this.row = cell.row;
    this.change({ selected: tensor });
  }

  /** Another network: nothing stays chosen that it has not. */
  fit(description: RunDescription): void {
    const { selected, selectedCell: cell } = this;
    if (this.row !== null && this.row >= description.rowsPerBatch) this.row = null;
    if (!selected) return;
    if (!hasTensor(description, selected)) this.select(null, null);
    else if (cell && !hasCell(description, selected, cell)) this.show({ cell: null });
  }

  private change(part: Partial<PanelState>): void {
    this.state = { ...this.state, ...part };
    this.storage.save(this.state);
  }

  private remember(): void {
    const { logLoss, collapsed } = this.state;
    this.storage.remember({ logLoss, collapsed });
  }
}

function hasCell(description: RunDescription, ref: TensorRef, { row, col }: Cell): boolean {
  const { inputs, units } = description.layers[ref.layer];
  const rows = isWeightKind(matrixOf(ref.tensor)) ? inputs : description.rowsPerBatch;
  return row < rows && col < units;
}
