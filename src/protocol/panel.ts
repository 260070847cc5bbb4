/** Messages between the extension host and the panel's page. */
import type { PanelChoices } from './choices';
import type { ExpressionSnapshot } from './expression';
import type { GradientReport } from './gradientCheck';
import type { RunsSummary } from './runs';
import type { SweepCurves } from './sweep';
import type { WatchAnswer } from './worker';
import type { Frame, RunDescription, RunStatus, Substep, TensorRef, Watch } from './snapshot';

/** All a freshly opened (or resynchronised) page needs. */
export interface PanelSnapshot {
  /** The experiment's file; the page keeps it in its state for a window reload. */
  uri: string;
  /** What was last sent by `remember` in this workspace; null: nothing yet. */
  remembered: PanelChoices | null;
  /** Shown in the header: name of the experiment, else of its file. */
  title: string;
  /** The file was edited after the run's definition was read. */
  stale: boolean;
  /** null: the experiment cannot run; `status.message` says why. */
  description: RunDescription | null;
  status: RunStatus;
  /** null: the pass through the next batch is shown as a whole. */
  substep: Substep | null;
  /** The latest frame, with the whole history; null before the first. */
  frame: Frame | null;
  /** What the last check of this run's gradients found; null: there has been none. */
  gradients: GradientReport | null;
  /** Curves of the file's last sweep; null: no run of any has ended. */
  sweep: SweepCurves | null;
}

/** Shown as if it had been chosen on the page: a tensor's matrix, or the last gradient check. */
export type Reveal = TensorRef | 'gradients';

export type ToPanel = {
  revision: number;
  reveal: Reveal | null;
  /** The runs before this one; null: as they were told before. */
  runs: RunsSummary | null;
} & (
  | { type: 'snapshot'; snapshot: PanelSnapshot }
  /** Follows revision − 1; its history starts somewhere in the page's, or where that ends. */
  | {
      type: 'update';
      stale: boolean;
      status: RunStatus;
      substep: Substep | null;
      frame: Frame | null;
      /** What is known of the last frame by now; missing: nothing new. */
      answer?: WatchAnswer;
      /** Missing: as before. */
      gradients?: GradientReport | null;
      /** Missing: as before. */
      sweep?: SweepCurves | null;
    }
  /** In place of the others where the experiment is an expression. */
  | { type: 'expression'; snapshot: ExpressionSnapshot }
);

export const PANEL_COMMANDS = [
  'train',
  'pause',
  'reset',
  'step',
  'stepEpoch',
  'stepLayer',
  'stepGate',
  'stepBack',
  'checkGradients',
  'stopWhen',
  'fork',
  'compareRuns',
] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

export type FromPanel =
  /** The page listens: it wants a snapshot. Sent again after a gap in the revisions. */
  | { type: 'ready' }
  /**
   * Drawn up to this revision; further updates may be sent. `cost`: milliseconds for which a drawing
   * keeps the window from anything else, on average since the last time.
   */
  | { type: 'drawn'; revision: number; cost: number }
  | { type: 'watch'; watch: Watch }
  | { type: 'command'; command: PanelCommand }
  /**
   * Show the run as it was after this many updates, or as it will be; an expression after this many
   * steps of its passes.
   */
  | { type: 'goTo'; step: number }
  | { type: 'select'; tensor: TensorRef }
  /** A past run is no longer wanted. */
  | { type: 'forgetRun'; run: number }
  /** View choices worth keeping for the next panel of this workspace. */
  | { type: 'remember'; choices: PanelChoices }
  /** Ask where to save a picture or a table, and write it there; `name` is a proposal. */
  | {
      type: 'save';
      name: string;
      mime: 'image/png' | 'image/svg+xml' | 'text/csv';
      data: ArrayBuffer;
    }
  /** Put text on the clipboard, where the page itself was not allowed to. */
  | { type: 'copy'; text: string }
  /** An error on the page, for the log. */
  | { type: 'failure'; message: string };
