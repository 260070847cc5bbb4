/** Autopsies of arrays that a student's program gave, each beside its experiment if there is one. */
import { examine } from '../engine/autopsy/examine';
import type { GivenArray, Known } from '../engine/autopsy/autopsy';
import { experimentText } from '../experiment/autopsy/experimentText';
import { knownOf } from '../experiment/autopsy/known';
import { readArrays } from '../experiment/autopsy/readArrays';
import { reportOf } from '../experiment/autopsy/report';
import type { Finding } from '../experiment/format/finding';
import { mayShow } from '../experiment/policy/policy';
import { preparation } from '../experiment/prepare';
import type { Prepared } from '../experiment/prepare';
import type { GivenArrays } from '../protocol/autopsy/arrays';
import type { WorkerRequests } from '../protocol/worker';
import type { DataFiles } from './dataFiles';
import { Cancelled, type Reader } from './reading';
import type { Clock } from './time/clock';

type Request = WorkerRequests['autopsy'];

export class Autopsies {
  private newest = 0;

  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly files: DataFiles,
  ) {}

  /** @throws Error with what is wrong with the file; Cancelled where a newer request has come */
  async examine({ given, beside, number, write }: Request['params']): Promise<Request['result']> {
    this.newest = Math.max(this.newest, number);
    const unwanted = () => number < this.newest;
    // A newer request that waits already is read before the work begins.
    await this.clock.breathe();
    if (unwanted()) throw new Cancelled('The arrays have changed since.');
    const { missing, problems, prepared } = await this.prepared(beside, unwanted);
    if (missing.length > 0) return { missing, problems, report: null, experimentText: null };
    const { arrays, left } = arraysOf(given);
    const known: Known | null = prepared && knownOf(prepared);
    const solution = prepared?.solution ?? 'full';
    const examination = examine(arrays, known);
    const report = reportOf(examination, { left, isKnown: known !== null, solution });
    const { pass } = examination;
    // The experiment would show what the one beside the arrays keeps to itself.
    const isAllowed = mayShow(solution, 'solution');
    const text =
      write && pass && isAllowed ? experimentText(pass, write.name, write.compared) : null;
    return { missing, problems, report, experimentText: text };
  }

  private async prepared(
    beside: Request['params']['beside'],
    unwanted: () => boolean,
  ): Promise<{ missing: string[]; problems: Finding[]; prepared: Prepared | null }> {
    if (!beside) return { missing: [], problems: [], prepared: null };
    const { contents, missing } = this.files.take(beside.files);
    if (missing.length > 0) return { missing, problems: [], prepared: null };
    // To compare with the arrays is the autopsy's own work.
    const experiment = { ...beside.experiment, checks: null };
    const steps = preparation(experiment, contents, this.files.tables);
    const { problems, prepared } = await this.reader.read(steps, unwanted);
    return { missing, problems: prepared ? [] : problems, prepared };
  }
}

function arraysOf(given: GivenArrays): { arrays: GivenArray[]; left: string[] } {
  if ('arrays' in given) {
    return { arrays: given.arrays.map(array => ({ ...array, slack: null })), left: [] };
  }
  const read = readArrays(given.file, given.content);
  if (typeof read === 'string') throw new Error(`${given.file} ${read}.`);
  return read;
}
