/** The extension's settings for a file: the folders of a workspace may have different ones. */
import { workspace, type Uri } from 'vscode';
import { FINDINGS_LEVELS, type FindingsLevel } from '../findings/findingsLevel';

export const SECTION = 'backprop';

/** One switch for each kind of CodeLens of an experiment. */
export const LENS_SETTINGS = ['file', 'layers', 'data', 'sweep', 'checks'] as const;
export type LensSetting = (typeof LENS_SETTINGS)[number];

/** Number of threads for a run; 0: as many as help. */
export function threadsWanted(of: Uri): number {
  return workspace.getConfiguration(SECTION, of).get('threads', 0);
}

/** Whether to show values and gradients in the files of expressions. */
export function hintsAreOn(of: Uri): boolean {
  return workspace.getConfiguration(SECTION, of).get('inlayHints', true);
}

export const FINDINGS_SETTING = `${SECTION}.findings`;

/** Where findings of this file are shown. */
export function findingsLevel(of: Uri): FindingsLevel {
  const level = workspace.getConfiguration(SECTION, of).get<unknown>('findings');
  return FINDINGS_LEVELS.find(known => known === level) ?? 'all';
}

export const MEGABYTE = 1024 * 1024;
export const LARGEST_FILE_SETTING = `${SECTION}.largestDataFile`;

/** The limit for data files, in bytes. */
export function largestDataFile(of: Uri): number {
  return workspace.getConfiguration(SECTION, of).get('largestDataFile', 512) * MEGABYTE;
}

export function lensIsOn(kind: LensSetting, of: Uri): boolean {
  return workspace.getConfiguration(`${SECTION}.codeLens`, of).get(kind, true);
}

/** Above which tables lenses stand; `auto`: where there are experiments, or the table was trained. */
export const TABLE_LENSES = ['auto', 'on', 'off'] as const;
export type TableLenses = (typeof TABLE_LENSES)[number];

export function tableLensesWanted(of: Uri): TableLenses {
  const wanted = workspace.getConfiguration(`${SECTION}.codeLens`, of).get<unknown>('csv');
  return TABLE_LENSES.find(known => known === wanted) ?? 'auto';
}

/** Whether the person trusts the folder: outside of it nothing of ours runs in a program of its. */
export function isFolderTrusted(): boolean {
  return workspace.isTrusted;
}
