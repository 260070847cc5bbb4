/** Where a file is after it, or a folder above it, was renamed. Knows nothing of vscode. */

/** @returns the path of the file by now; null: the rename was of something else */
export function movedPath(path: string, from: string, to: string): string | null {
  const folder = from.endsWith('/') ? from.slice(0, -1) : from;
  if (path === folder) return to;
  return path.startsWith(`${folder}/`)
    ? `${to.replace(/\/$/, '')}${path.slice(folder.length)}`
    : null;
}
