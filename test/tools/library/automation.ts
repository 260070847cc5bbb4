/** The workbench's own contract for extension tests: it calls two functions of the page's window. */
import type { Page } from 'playwright-core';
import { lastLines, ToolError } from './process';
import { BEGIN_MARK, REPORT_MARK } from './report';

export interface SuiteEnd {
  /** 0 when the suite's `run` resolved. */
  code: number;
  /** What the suite logged. */
  log: string[];
}

/** Said over and over by the workbench, whose gallery is switched off. */
const NOISE = /^Ignoring fetching additional builtin extensions/;

/**
 * Must be called before the page is opened; resolves when the suite inside has ended. Shows what
 * is logged from the suite's beginning on: before that it is the workbench that talks to itself.
 */
export async function suiteEnd(page: Page, timeout: number): Promise<() => Promise<SuiteEnd>> {
  const log: string[] = [];
  let begun = false;
  await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
    const text = args.map(String).join(' ').trimEnd();
    log.push(text);
    if (begun && !NOISE.test(text) && !text.startsWith(REPORT_MARK)) console.log(text);
    begun ||= text === BEGIN_MARK;
  });
  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>(resolve => (finish = resolve));
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));

  const failure = (what: string): ToolError =>
    new ToolError(`The suite ${what}. Last heard:\n${lastLines(log.join('\n'), 40)}`);
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const expire = (): void => reject(failure(`did not end within ${timeout / 1000} s`));
      timer = setTimeout(expire, timeout);
    });
    try {
      const code = await Promise.race([finished, late]);
      if (!begun) throw failure('ended before it began');
      return { code, log };
    } finally {
      clearTimeout(timer);
    }
  };
}
