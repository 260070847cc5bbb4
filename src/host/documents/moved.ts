/** Finds a file after it, or a folder above it, was renamed. Knows nothing of vscode. */

/** @returns the new path of the file; null if something else was renamed */
export function movedPath(path: string, from: string, to: string): string | null {
  const folder = from.endsWith('/') ? from.slice(0, -1) : from;
  if (path === folder) return to;
  return path.startsWith(`${folder}/`)
    ? `${to.replace(/\/$/, '')}${path.slice(folder.length)}`
    : null;
}
