/** The page in its states, and all that can be done to it, as golden transcripts. */
import path from 'node:path';
import type { Transcript } from '../../golden/transcript';
import { openWindow, type Screen } from '../dom';
import { PAGES } from './cases/all';
import { typeset } from './scenes';

export const GOLDEN_PAGES = path.join(__dirname, '../golden/pages');

export function pagesOn(screen: Screen): Transcript[] {
  return PAGES.map(({ name, write }) => ({ name, write: () => write(screen) }));
}

/** The tests' window, with a typesetter. */
export async function openPages(): Promise<{ screen: Screen; close: () => void }> {
  const { screen, close } = await openWindow();
  Object.assign(window, { typesetter: { typeset } });
  const closeAll = (): void => {
    Reflect.deleteProperty(window, 'typesetter');
    close();
  };
  return { screen, close: closeAll };
}
