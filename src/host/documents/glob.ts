/** Patterns of watchers. */

/** A glob that matches exactly this file name. */
export function globOf(name: string): string {
  return name.replace(/[[\]{}*?]/g, match => `[${match}]`);
}
