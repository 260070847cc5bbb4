/** Paths of data files: relative to the experiment, with forward slashes, inside the workspace. */
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';

/** What stands where a file should, in words that follow "cannot be read: ". */
export const NO_FILE = {
  folder: 'it is a folder, not a file',
  other: 'it is neither a regular file nor a link to one',
};

/** A sentence on what is wrong with a path as it is written, or null. */
export function pathComplaint(path: string): string | null {
  if (path.trim() === '') return 'A path cannot be empty.';
  if (path.includes('\0')) return 'A path cannot hold a null character.';
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
    return `"${path}" is an address: data files are named by a path relative to this file.`;
  }
  if (/^([/\\]|[a-z]:)/i.test(path) || path.startsWith('~')) {
    return `"${path}" is an absolute path: data files are named relative to this file, inside the workspace.`;
  }
  if (path.includes('\\')) {
    return `"${path}" is written with backslashes: use forward slashes, as in "${path.replaceAll('\\', '/')}".`;
  }
  return null;
}

/**
 * Where a path leads, as segments below the workspace's root; null where it leads outside.
 * `folder` are the segments from the root to the experiment's folder.
 */
export function resolveInside(folder: readonly string[], path: string): string[] | null {
  if (pathComplaint(path) !== null) return null;
  const segments = [...folder];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments;
}

export function reportMissingFile(file: string, path: JsonPath, report: Report, hint = ''): void {
  const message = `The file "${file}" is missing; paths are relative to the experiment file.${hint}`;
  report.error('missing-file', message, atValue(...path));
}
