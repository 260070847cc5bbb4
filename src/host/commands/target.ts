/** The file that a command is about: its argument, else the panel or the editor in use. */
import { l10n, Uri } from 'vscode';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { isTableFile, isExperiment } from '../documents/files';
import type { Panels } from '../panel/panels';

export function targetOf(argument: unknown, panels: Panels, active: ActiveExperiment): Uri {
  const uri = argument instanceof Uri ? argument : (panels.focused ?? active.target);
  if (!uri || !(isExperiment(uri) || isTableFile(uri))) {
    throw new Error(l10n.t('Open a *.backprop.json file or a table first, or choose a sample.'));
  }
  return uri;
}
