/**
 * The display language where nothing of vscode is known, with the same translations as `l10n.t` of
 * vscode (media/l10n). A text is said when it is shown, never while its file is loaded: no language is
 * known then.
 */
import { config } from '@vscode/l10n';

export { plural, t } from '../../experiment/words/say';

/** @param bundle of VS Code; undefined where it speaks English */
export function speak(bundle: Record<string, string> | undefined): void {
  config({ contents: bundle ?? {} });
}
