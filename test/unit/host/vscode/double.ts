/** `vscode` for unit tests: its value types from a library, the rest kept in memory. */
import { types } from './types';
import { debug } from './debug';
import { commands, env, extensions, l10n, languages } from './services';
import { window } from './window';
import { workspace } from './workspace';

const none: Record<string, unknown> = {};

module.exports = Object.assign(none, types, {
  ...{ commands, debug, env, extensions, l10n, languages, window, workspace },
});
