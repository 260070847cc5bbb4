/**
 * The API that `activate` returns. It is for the project's own tests, which await events instead of
 * sleeping; other extensions should not use it, because it may change with every version.
 */
import type { Disposable, Uri } from 'vscode';
import type { AutopsyEditors } from './autopsy/autopsyEditors';
import type { ActiveExperiment } from './sessions/activeExperiment';
import type { Diagnostics } from './editor/diagnostics';
import type { Inspector } from './inspector/inspector';
import type { Panels } from './panel/panels';
import type { Selection } from './sessions/selection';
import type { Opened, OpenedChange, Sessions } from './sessions/sessions';
import type { StatusItem } from './surfaces/show';
import type { Ui } from './surfaces/ui';

export interface BackpropApi {
  readonly internal: {
    /** Duration of `activate`. */
    readonly activationMilliseconds: number;
    readonly sessions: Sessions;
    readonly panels: Panels;
    readonly autopsies: AutopsyEditors;
    readonly active: ActiveExperiment;
    readonly selection: Selection;
    readonly diagnostics: Diagnostics;
    readonly inspector: Inspector;
    readonly statusItem: StatusItem;
    /** The dialogs and messages, which a test replaces with its answers, and restores. */
    readonly ui: Ui;
    /** The session of a file, if it has one. */
    readonly sessionOf: (uri: Uri) => Opened | undefined;
    /** Fires at every change of any session. */
    readonly onDidChange: (listener: (change: OpenedChange) => void) => Disposable;
  };
}

type Parts = Omit<BackpropApi['internal'], 'sessionOf' | 'onDidChange'>;

export function createApi(parts: Parts): BackpropApi {
  const { sessions } = parts;
  return {
    internal: {
      ...parts,
      sessionOf: uri => sessions.get(uri),
      onDidChange: listener => sessions.onDidChange(listener),
    },
  };
}
