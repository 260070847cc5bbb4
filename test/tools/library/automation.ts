/** The workbench's own contract for extension tests: it calls two functions of the page's window. */
import type { Page } from 'playwright-core';
import { ToolError } from './process';

export interface SuiteEnd {
  /** 0 when the suite's `run` resolved. */
  code: number;
  /** What the suite logged. */
  log: string[];
}

/** Spdlog is a native module that nobody compiles here; VS Code says so in its log. */
const NOISE = /spdlog|punycode/;

/** Must be called before the page is opened; resolves when the suite inside has ended. */
export async function suiteEnd(page: Page, timeout: number): Promise<() => Promise<SuiteEnd>> {
  const log: string[] = [];
  await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) => {
    const text = args.map(String).join(' ');
    if (NOISE.test(text)) return;
    log.push(text);
    console.log(level === 'error' ? text : text.trimEnd());
  });
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>(resolve => (end = resolve));
  await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const seconds = timeout / 1000;
      const error = new ToolError(`The suite in the extension host did not end in ${seconds} s.`);
      timer = setTimeout(() => reject(error), timeout);
    });
    try {
      return { code: await Promise.race([ended, late]), log };
    } finally {
      clearTimeout(timer);
    }
  };
}
