/** What the page asks of each of its sections, and what it offers them. */
import type { FromPanel } from '../../src/protocol/panel';
import type { Place as NumberPlace, Watch } from '../../src/protocol/snapshot';
import type { Tab } from '../../src/protocol/choices';
import type { Cell, Choices } from '../run/choices';
import type { Widths } from '../kit/dom';
import type { PageModel } from '../run/model';
import type { BoxHost } from '../picture/pictureBox';
import type { ToolsHost } from '../picture/tools';
import type { Theme } from '../drawing/theme';
import type { Tooltip } from '../kit/tooltip';
import type { TensorRef } from '../../src/protocol/tensors';

/** The curves above the tabs: whole, the first metric alone, or as low lines. */
export type TimelineLook = 'whole' | 'metric' | 'line';

/** Where a view stands on the page. */
export type Place = Tab | 'timeline';

/** The page, as its sections see it. */
export interface PageContext extends BoxHost, ToolsHost {
  readonly model: PageModel;
  readonly choices: Choices;
  readonly tooltip: Tooltip;
  readonly widths: Widths;
  /** Read again after each change of the theme. */
  readonly theme: Theme;
  /** Words may change with this drawing: while a run goes on, no more often than they can be read. */
  readonly readable: boolean;
  readonly timeline: TimelineLook;
  post(message: FromPanel): void;
  announce(text: string): void;
  /** Shows the run as it was after `step` updates, or an expression after `step` steps. */
  goTo(step: number, ahead?: boolean): void;
  /** Draws with the next animation frame; many calls make one drawing. */
  schedule(): void;
  /** Asks for what is wanted now, not only after the next drawing. */
  ask(): void;
  /**
   * Chooses a tensor (and a cell of it) everywhere on the page and in the inspector.
   * @param number is derived in place of the cell
   */
  select(tensor: TensorRef, cell: Cell | null, number?: NumberPlace): void;
  /** The same, but the derivation stays at what it shows. */
  highlight(tensor: TensorRef, cell: Cell | null): void;
  showTab(tab: Tab): void;
  /** Opens a finding, and goes to it. */
  showFinding(id: string): void;
  /** Chooses it, and goes to its matrix. */
  showMatrix(tensor: TensorRef): void;
}

export interface View {
  readonly id: string;
  /** The tab that it stands in, or above all of them. */
  readonly place: Place;
  /** Where a tab has room for two columns it stands in the second one. */
  readonly aside?: boolean;
  readonly body: HTMLElement;
  /** Stands at the right of the section's title. */
  readonly tools: HTMLElement[];
  /** It is read rather than watched: while a run goes on, it need not follow every frame. */
  readonly unhurried?: boolean;
  title(): string;
  /** Has it something to say about this run? */
  present(): boolean;
  /** Brings what is shown up to date; called only while it can be seen. */
  update(): void;
  /** What it needs in each frame while it can be seen; nothing of what it does not name. */
  watch(): Partial<Watch>;
}

/** One of several pictures that a view shows in turn. */
export type Face = Pick<View, 'body' | 'tools' | 'unhurried' | 'update' | 'watch'>;

export const WATCH_NOTHING: Partial<Watch> = {};
