/** What a picture shows of a window, and the words in it by which a test sees that it has aged. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { PanelPage } from '../../ui/panelPage';
import { ToolError } from '../library/process';
import type { Workbench } from '../library/workbench';

export interface Scene {
  workbench: Workbench;
  panel: PanelPage;
}

export interface Shot {
  png: Buffer;
  words: string[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The names of what can be pressed or read as a heading; numbers are the run's, not the product's. */
const NAMED =
  'h1, h2, h3, [role=tab] span:not(.badge), [role=radio], button, vscode-button, .codelens-decoration a';

/**
 * A picture of these parts of the window together.
 * @param pages whose words are in it
 * @param most how much of them, from the upper left (CSS pixels)
 */
export async function shoot(
  { workbench: { page } }: Scene,
  parts: readonly Locator[],
  pages: readonly (FrameLocator | Locator)[],
  most: { width?: number; height?: number } = {},
): Promise<Shot> {
  await page.mouse.move(0, 0);
  const boxes = await Promise.all(parts.map(part => part.boundingBox()));
  const clip = around(boxes.filter(box => box !== null));
  clip.width = Math.min(clip.width, most.width ?? Infinity);
  clip.height = Math.min(clip.height, most.height ?? Infinity);
  return {
    png: await page.screenshot({ clip, animations: 'disabled' }),
    words: await wordsIn(pages),
  };
}

export async function wordsIn(pages: readonly (FrameLocator | Locator)[]): Promise<string[]> {
  const words = await Promise.all(
    pages.map(each => each.locator(NAMED).filter({ visible: true }).allTextContents()),
  );
  return named(words.flat());
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) throw new ToolError('Nothing is there to take a picture of.');
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  const right = Math.max(...boxes.map(box => box.x + box.width));
  const bottom = Math.max(...boxes.map(box => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Those that say something, without what they count. */
export function named(texts: readonly string[]): string[] {
  const words = texts.flatMap(text => text.split('\n')).map(text => text.trim());
  return [...new Set(words.filter(text => /^\p{L}[\p{L} |…]{2,}$/u.test(text)))].sort();
}
