/** Keys as they are printed on a keyboard: a Mac has signs for its modifiers. */

/** `platform` is that of the navigator, such as `MacIntel`. */
export function keyNames(platform: string): { train: string; stepBack: string } {
  return platform.startsWith('Mac')
    ? { train: '⌘⏎', stepBack: '⇧F11' }
    : { train: 'Ctrl+Enter', stepBack: 'Shift+F11' };
}
