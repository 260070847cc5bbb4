/** The extension's settings. */
import { workspace } from 'vscode';

export const SECTION = 'backprop';

/** One switch for each kind of CodeLens. */
export const LENS_SETTINGS = ['file', 'layers', 'data', 'sweep', 'checks', 'csv'] as const;
export type LensSetting = (typeof LENS_SETTINGS)[number];

/** Threads that a run may train on; 0: as many as help. */
export function threadsWanted(): number {
  return workspace.getConfiguration(SECTION).get('threads', 0);
}

/** Values and gradients in the files of expressions. */
export function hintsAreOn(): boolean {
  return workspace.getConfiguration(SECTION).get('inlayHints', true);
}

export const MEGABYTE = 1024 * 1024;
export const LARGEST_FILE_SETTING = `${SECTION}.largestDataFile`;

/** In bytes. */
export function largestDataFile(): number {
  return workspace.getConfiguration(SECTION).get('largestDataFile', 512) * MEGABYTE;
}

export function lensIsOn(kind: LensSetting): boolean {
  return workspace.getConfiguration(`${SECTION}.codeLens`).get(kind, true);
}
