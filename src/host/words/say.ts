/**
 * The display language where nothing of vscode is known, with the same translations as `l10n.t` of
 * vscode (media/l10n). A text is said when it is shown, never while its file is loaded: no language is
 * known then.
 */
export { plural, speak, spokenBundle, t } from '../../experiment/words/say';
