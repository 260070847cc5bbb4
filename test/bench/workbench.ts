/** What only a real extension host can say: three of its tests print what they have measured. */
import { WORKBENCH_RUNS_HERE } from '../tools/library/hosts';
import { lastLines, npmOutcome, ToolError } from '../tools/library/process';
import type { Extra } from './extras';

const PRINTED = [
  { name: 'activation', title: 'activation of the extension', words: 'activation', bound: 100 },
  {
    name: 'first-curve',
    title: 'from Train to the first drawn curve, XOR, in a workbench (median of 5)',
    words: 'first curve after Train',
    bound: 1000,
  },
  {
    name: 'heartbeat',
    title: 'work for which a timer of 10 ms had to wait in the extension host, XOR in training',
    words: 'latest heartbeat',
    bound: 50,
  },
];
/** The tests that print them. */
const TESTS = 'activation is over soon|shows its first curve|leaves the extension host free';

/** Nothing where no workbench runs. Throws a ToolError where its tests come to no number. */
export async function measureWorkbench(): Promise<Extra[]> {
  if (!WORKBENCH_RUNS_HERE) return [];
  process.stderr.write('activation, first curve and heartbeat, in the newest VS Code\n');
  const command = ['run', '--silent', 'test:host', '--', '--grep', TESTS];
  // A bound that is missed fails them; here it is a mark in the table.
  const env = { ...process.env, BACKPROP_TEST_BENCH: 'yes' };
  const { output } = await npmOutcome(command, { quiet: true, env });
  return PRINTED.map(({ name, title, words, bound }) => {
    const milliseconds = new RegExp(`^\\s*${words}: ([\\d.]+) ms`, 'm').exec(output)?.[1];
    if (!milliseconds) throw new ToolError(`No test printed "${words}".\n${lastLines(output, 40)}`);
    return { name, title, value: Number(milliseconds), unit: 'ms', bound };
  });
}
