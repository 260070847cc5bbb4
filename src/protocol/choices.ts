/** What a panel keeps of its view. */
import type { TensorRef } from './snapshot';

/** View choices that the next panel starts with. */
export interface PanelChoices {
  logLoss: boolean;
  /** Ids of the sections that are folded. */
  collapsed: string[];
}

/** What the page keeps with `setState`; `uri` lets a window reload find the experiment again. */
export interface PanelState extends PanelChoices {
  uri: string;
  selected: TensorRef | null;
}
