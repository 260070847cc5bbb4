/** What all suites share: where reports lie, and how a suite ends. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, ToolError } from './process';
import { remarks, type Report, succeeded, summary } from './report';

export const REPORTS = path.join(ROOT, 'out/reports');
export const SCREENSHOTS = path.join(ROOT, 'out/screenshots');

/** The file that a suite inside an extension host writes; what an earlier run left is gone. */
export async function freshReport(suite: string): Promise<string> {
  await mkdir(REPORTS, { recursive: true });
  const file = path.join(REPORTS, `${suite}.json`);
  await rm(file, { force: true });
  return file;
}

export async function readReport(suite: string): Promise<Report> {
  const file = path.join(REPORTS, `${suite}.json`);
  if (!existsSync(file)) throw new ToolError(`The suite "${suite}" wrote no report.`);
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

export async function writeReport(suite: string, report: Report): Promise<void> {
  await writeFile(await freshReport(suite), JSON.stringify(report, null, 1));
}

/** Prints the closing line of a suite; answers whether it passed. */
export async function conclude(suite: string, code = 0): Promise<boolean> {
  const report = await readReport(suite);
  console.log(`\n${[summary(suite, report), ...remarks(report)].join('\n  ')}`);
  return code === 0 && succeeded(report);
}

/** The arguments of a suite's tool: names, and `--grep` for tests whose title has it. */
export function suiteArguments(): { names: string[]; grep: string | undefined } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string', short: 'g' } },
  });
  return { names: positionals, grep: values.grep };
}
