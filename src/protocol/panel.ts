/** Messages between the extension host and the panel's page. */
import type { Frame, RunDescription, RunStatus, TensorRef, Watch } from './snapshot';

/** All a freshly opened (or resynchronised) page needs. */
export interface PanelSnapshot {
  /** Shown in the header: name of the experiment, else of its file. */
  title: string;
  /** The file was edited after the run's definition was read. */
  stale: boolean;
  /** null: the experiment cannot run; `status.message` says why. */
  description: RunDescription | null;
  status: RunStatus;
  /** The latest frame, with the whole history; null before the first. */
  frame: Frame | null;
}

export type ToPanel =
  | { type: 'snapshot'; revision: number; snapshot: PanelSnapshot }
  /** Follows revision − 1; its history starts where the page's ends. */
  | {
      type: 'update';
      revision: number;
      stale: boolean;
      status: RunStatus;
      frame: Frame | null;
    }
  /** Show this tensor's matrix, as if it had been chosen on the page. */
  | { type: 'reveal'; tensor: TensorRef };

export const PANEL_COMMANDS = ['train', 'pause', 'step', 'stepEpoch', 'reset'] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

export type FromPanel =
  /** The page listens: it wants a snapshot. Sent again after a gap in the revisions. */
  | { type: 'ready' }
  /** Drawn up to this revision; the next update may be sent. */
  | { type: 'drawn'; revision: number }
  | { type: 'watch'; watch: Watch }
  | { type: 'command'; command: PanelCommand }
  | { type: 'select'; tensor: TensorRef }
  /** An error on the page, for the log. */
  | { type: 'failure'; message: string };

/** What the page keeps with `setState`; `uri` lets a window reload find the experiment again. */
export interface PanelState {
  uri: string;
  selected: TensorRef | null;
  logLoss: boolean;
  collapsed: string[];
}

