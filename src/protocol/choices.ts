/** The part of a panel's view that outlives it. */
import type { TensorRef } from './tensors';

/** View choices that the next panel starts with. */
export interface PanelChoices {
  logLoss: boolean;
  /** Ids of the folded sections. */
  collapsed: string[];
}

/** State that the page keeps with `setState`; after a reload of the window, `uri` names the experiment. */
export interface PanelState extends PanelChoices {
  uri: string;
  selected: TensorRef | null;
}
