/** The cursor over the gradient flow: one step, with the exact number of every layer there. */
import { nearestStep, type FlowFrame } from './flowFrame';
import { flowArea, layerColor, layerDash, type Size } from './flowPaint';
import { element } from '../kit/dom';
import { exactNumber, formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import { strokeSample } from '../chart/samples';
import type { PageContext } from '../sections/view';

export interface FlowTarget {
  size(): Size;
  frame(): FlowFrame | null;
  value(layer: number, row: number): number;
}

export class FlowCursor {
  readonly element = element('div', { class: 'chart-cursor' });
  /** Row of the log under the cursor. */
  private row: number | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly target: FlowTarget,
  ) {
    this.element.hidden = true;
    box.addEventListener('pointermove', event => this.set(this.rowAt(event)));
    box.addEventListener('click', event => this.goTo(this.rowAt(event)));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** Follows the axes after they have changed. */
  update(): void {
    if (this.row === null) return;
    if (this.row >= this.page.model.steps.rows) this.set(null);
    else this.show(this.row);
  }

  private rowAt({ clientX }: MouseEvent): number | null {
    const frame = this.target.frame();
    if (!frame) return null;
    const { left, width } = flowArea(this.target.size());
    const share = (clientX - this.box.getBoundingClientRect().left - left) / width;
    if (share < -0.02 || share > 1.02) return null;
    return nearestStep(
      this.page.model,
      frame.steps.min + share * (frame.steps.max - frame.steps.min),
    );
  }

  /** Shows the run as it was before this update, whose gradients these are. */
  private goTo(row: number | null): void {
    if (row !== null) this.page.goTo(this.page.model.steps.numbers.at(row) - 1);
  }

  private keyPressed(event: KeyboardEvent): void {
    const { rows } = this.page.model.steps;
    if (rows === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = this.row ?? rows - 1;
    const jump = event.shiftKey ? Math.max(1, Math.round(rows / 20)) : 1;
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, row - jump),
      ArrowRight: Math.min(rows - 1, row + jump),
      Home: 0,
      End: rows - 1,
      Enter: row,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    if (event.key === 'Enter') return this.goTo(row);
    this.set(moves[event.key]);
    if (this.row === null) return;
    const words = this.values(this.row).map(({ label, value }) => `${label} ${value}`);
    this.page.announce([this.title(this.row), ...words].join(', '));
  }

  private set(row: number | null): void {
    const shown = this.row !== null;
    this.row = row;
    if (row !== null) return this.show(row);
    this.element.hidden = true;
    if (shown) this.page.tooltip.hide();
  }

  private show(row: number): void {
    const frame = this.target.frame();
    if (!frame) return;
    const { left, top, width, height } = flowArea(this.target.size());
    const { min, max } = frame.steps;
    const x = left + ((this.page.model.steps.numbers.at(row) - min) / (max - min)) * width;
    this.element.hidden = false;
    this.element.style.height = `${Math.round(height)}px`;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(top)}px)`;
    const box = this.box.getBoundingClientRect();
    this.page.tooltip.show(box.left + x, box.top + top, this.title(row), this.values(row));
  }

  private title(row: number): string {
    return `${strings.stepAxis} ${formatInteger(this.page.model.steps.numbers.at(row))}`;
  }

  private values(row: number) {
    const { description } = this.page.model;
    const { theme } = this.page;
    const layers = description?.layers ?? [];
    return layers.map(({ name }, layer) => ({
      label: `${layer + 1} ${name}`,
      value: exactNumber(this.target.value(layer, row)),
      swatch: strokeSample(layerColor(layer, layers.length, theme), layerDash(layer), theme),
    }));
  }
}
