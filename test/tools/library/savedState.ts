/**
 * What a workbench in the browser has written down of its workspace. It does so every few seconds
 * while it has nothing else to do, and after a reload it shows what stands there.
 */
import type { Page } from 'playwright-core';

/** Milliseconds from one look to the next: nothing tells when it has been written. */
const INTERVAL = 250;

/** Items in which a workbench keeps its state, by their keys there. */
const ITEMS = {
  editors: 'memento/workbench.parts.editor',
  extension: 'backprop-explorer.backprop-explorer',
};

/**
 * Resolves when the item that is written down holds `text`. Asks again and again by itself:
 * `waitForFunction` takes the promise of an answer for the answer, and waits for nothing.
 */
export async function waitForSaved(
  page: Page,
  item: keyof typeof ITEMS,
  text: string,
): Promise<void> {
  const wanted = { key: ITEMS[item], text };
  while (!(await page.evaluate(isSaved, wanted))) await page.waitForTimeout(INTERVAL);
}

/** Runs in the page: a function within it that has a name would need help that is not there. */
async function isSaved({ key, text }: { key: string; text: string }): Promise<boolean> {
  for (const { name } of await indexedDB.databases()) {
    // The workspace's own items; those of all workspaces lie in others.
    if (!name?.startsWith('vscode-web-state-db-') || name.includes('global')) continue;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(`${name} cannot be opened.`));
    });
    const value = await new Promise<unknown>((resolve, reject) => {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      const request = items.get(key);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(`${name} cannot be read.`));
    });
    database.close();
    if (typeof value === 'string' && value.includes(text)) return true;
  }
  return false;
}
