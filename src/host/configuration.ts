/** The extension's settings. */
import { workspace } from 'vscode';

export const SECTION = 'backprop';

/** One switch for each kind of CodeLens. */
export const LENS_SETTINGS = ['file', 'layers', 'data', 'csv'] as const;
export type LensSetting = (typeof LENS_SETTINGS)[number];

export function lensIsOn(kind: LensSetting): boolean {
  return workspace.getConfiguration(`${SECTION}.codeLens`).get(kind, true);
}
