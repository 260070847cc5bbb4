/**
 * What a workbench in the browser has written down of its editors. It does so every few seconds
 * while it has nothing else to do, and after a reload it shows what stands there.
 */
import type { Page } from 'playwright-core';

/** Milliseconds from one look to the next: nothing tells when it has been written. */
const INTERVAL = 250;

/**
 * Resolves when the layout that is written down names `open`. Asks again and again by itself:
 * `waitForFunction` takes the promise of an answer for the answer, and waits for nothing.
 */
export async function waitForSavedLayout(page: Page, open: string): Promise<void> {
  while (!(await page.evaluate(isSaved, open))) await page.waitForTimeout(INTERVAL);
}

/** Runs in the page: a function within it that has a name would need help that is not there. */
async function isSaved(open: string): Promise<boolean> {
  for (const { name } of await indexedDB.databases()) {
    // The workspace's own items; those of all workspaces lie in others.
    if (!name?.startsWith('vscode-web-state-db-') || name.includes('global')) continue;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(`${name} cannot be opened.`));
    });
    const layout = await new Promise<unknown>((resolve, reject) => {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      const request = items.get('memento/workbench.parts.editor');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(`${name} cannot be read.`));
    });
    database.close();
    if (typeof layout === 'string' && layout.includes(open)) return true;
  }
  return false;
}
