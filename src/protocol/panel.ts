/** Messages between the extension host and the panel's page. */
import type { PanelChoices } from './choices';
import type { ExpressionSnapshot } from './expression';
import type { FindingsReport, SanityName } from './findings';
import type { GradientReport } from './gradientCheck';
import type { MyLog, RunsSummary, SweepCurves } from './runs';
import type { WatchAnswer } from './worker';
import type { Frame, RunDescription, RunStatus, Substep, TypedFormula, Watch } from './snapshot';
import type { TensorRef } from './tensors';

/** How a table was read, in a line. */
export interface ReadWords {
  words: string;
  /** It was told from the table, and a person may choose otherwise. */
  isChoice: boolean;
}

/** Everything that a freshly opened (or resynchronised) page needs. */
export interface PanelSnapshot {
  /** The experiment's file; the page keeps it in its state for a window reload. */
  uri: string;
  /** The choices last sent by `remember` in this workspace; null: none yet. */
  remembered: PanelChoices | null;
  /** Shown in the header: name of the experiment, else of its file. */
  title: string;
  /** The file's `description`, which is Markdown; null: it has none. */
  task: string | null;
  /** What was read of a table and assumed; null: it was read as the file says. */
  read: ReadWords | null;
  /** The file was edited after the run's definition was read. */
  stale: boolean;
  /** null: the experiment cannot run; `status.message` says why. */
  description: RunDescription | null;
  status: RunStatus;
  /** null: the pass through the next batch is shown as a whole. */
  substep: Substep | null;
  /** The latest frame, with the whole history; null before the first. */
  frame: Frame | null;
  /** Result of the last gradient check of this run; null: there has been none. */
  gradients: GradientReport | null;
  /** Curves of the file's last sweep; null until a run of it has ended. */
  sweep: SweepCurves | null;
  findings: FindingsReport;
  /** The log of a student's program beside the run; null: there is none. */
  myLog: MyLog | null;
}

/**
 * Something to show as if it had been chosen on the page: a tensor's matrix, the last gradient check,
 * what was found, or the last sweep.
 */
export type Reveal = TensorRef | 'gradients' | 'findings' | 'sweep';

export type ToPanel = {
  revision: number;
  reveal: Reveal | null;
  /** The earlier runs; null: no change. */
  runs: RunsSummary | null;
} & (
  | { type: 'snapshot'; snapshot: PanelSnapshot }
  /** Follows revision − 1; its history overlaps the page's, or starts where that ends. */
  | {
      type: 'update';
      stale: boolean;
      status: RunStatus;
      substep: Substep | null;
      frame: Frame | null;
      /** Addition to the last frame; missing: none. */
      answer?: Pick<WatchAnswer, 'derivation' | 'formula'>;
      /** Missing: no change. */
      task?: string | null;
      /** Missing: no change. */
      gradients?: GradientReport | null;
      /** Missing: no change. */
      sweep?: SweepCurves | null;
      /** Missing: no change. */
      findings?: FindingsReport;
      /** Missing: no change. */
      myLog?: MyLog | null;
    }
  /** Replaces the other two if the experiment is an expression. */
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
  'compareWithMyLog',
  'chooseColumns',
] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

export const FINDING_ACTS = ['examine', 'goTo', 'explain'] as const;
export type FindingAct = (typeof FINDING_ACTS)[number];
export const EDIT_ACTS = ['apply', 'runBoth'] as const;
export type EditAct = (typeof EDIT_ACTS)[number];

export const SWEEP_ACTS = ['file', 'seeds', 'goOn', 'cancel', 'copy'] as const;
export type SweepAct = (typeof SWEEP_ACTS)[number];

export const LOG_ACTS = ['copy', 'output', 'dismiss'] as const;
export type LogAct = (typeof LOG_ACTS)[number];

export type FromPanel =
  /** The page is ready for a snapshot. Sent again after a gap in the revisions. */
  | { type: 'ready' }
  /**
   * The page has drawn this revision; further updates may be sent. `cost`: mean milliseconds for which
   * a drawing has blocked the window since the last message.
   */
  | { type: 'drawn'; revision: number; cost: number }
  | { type: 'watch'; watch: Watch }
  | { type: 'command'; command: PanelCommand }
  /**
   * Show the run after this many updates, in the past or in the future; an expression after this many
   * steps of its passes.
   * @param ahead train as far as that; else it goes no further than what was computed before
   */
  | { type: 'goTo'; step: number; ahead: boolean }
  /** Follow the pass through the next batch up to this part, forward or back; 0: nothing of it yet. */
  | { type: 'follow'; part: number }
  /** Go to what keeps the experiment from being read. */
  | { type: 'showProblem' }
  | { type: 'select'; tensor: TensorRef }
  /** Write a formula into the file as one of its checks. */
  | ({ type: 'keepFormula' } & TypedFormula)
  /**
   * `examine`: try what may help against the finding; `goTo`: show the place that it is about; `explain`:
   * open what is written of it.
   */
  | { type: 'finding'; act: FindingAct; id: string }
  /** Make an edit that was tried, or run the experiment with it beside the current run. */
  | { type: 'edit'; act: EditAct; id: string; edit: number }
  | { type: 'sanity'; name: SanityName }
  /** End what is being tried. */
  | { type: 'stopTrying' }
  /**
   * Run the file's sweep, one over ten seeds, or what is missing of the last one; cancel it, or copy its
   * results as Markdown.
   */
  | { type: 'sweep'; act: SweepAct }
  /** Make a run of the last sweep one of the past runs. */
  | { type: 'openSwept'; number: number }
  /** A past run is no longer wanted. */
  | { type: 'forgetRun'; run: number }
  /** Compute a past run again up to the step at which it was left: it is the current one from then on. */
  | { type: 'openRun'; run: number }
  /** Show the files of two runs side by side. */
  | { type: 'compareRuns'; from: number; to: number }
  /** Keep these view choices for the next panel of this workspace. */
  | { type: 'remember'; choices: PanelChoices }
  /** Ask where to save a picture or a table, and write it there; `name` is a suggestion. */
  | {
      type: 'save';
      name: string;
      mime: 'image/png' | 'image/svg+xml' | 'text/csv';
      data: ArrayBuffer;
    }
  /**
   * Copy the whole log up to the step that is shown, or show it in the Output view; or the log of a student's
   * program is not wanted any more.
   */
  | { type: 'log'; act: LogAct }
  /** Copy text to the clipboard, because the page itself was not allowed to. */
  | { type: 'copy'; text: string }
  /** An error on the page, for the log. */
  | { type: 'failure'; message: string };
