/** `autopsy`: finds the mistake in a student's backward pass from its arrays. */
import { resolve } from 'node:path';
import { autopsy } from '../../engine/autopsy/autopsy';
import type { Autopsy } from '../../engine/autopsy/autopsy';
import { knownOf } from '../../experiment/autopsy/known';
import { readArrays } from '../../experiment/autopsy/readArrays';
import { allowedFindings } from '../../experiment/autopsy/report';
import type { Arguments } from '../terminal/arguments';
import { UsageError } from '../terminal/io';
import type { ExitStatus, Io } from '../terminal/io';
import { inWords, load, readBytes } from '../terminal/load';
import type { Loaded } from '../terminal/load';

/** @throws UsageError where a file cannot be read */
export function runAutopsy(args: Arguments, io: Io): ExitStatus {
  const [file, ...more] = args.positional;
  if (file === undefined)
    throw new UsageError('A file is missing: .npz, .npy, .json or printed arrays.');
  if (more.length > 0) throw new UsageError(`One file at a time, not also "${more[0]}".`);
  const experiment = isExperiment(file) ? file : (args.experiment ?? beside(file, io));
  const loaded = experiment === null ? null : loadQuietly(args, experiment, io);
  if (loaded && !loaded.prepared) return 2;
  const { name, bytes } = isExperiment(file)
    ? compared(file, loaded)
    : { name: file, bytes: readBytes(file, io) };
  const read = readArrays(name, bytes);
  if (typeof read === 'string') throw new UsageError(`${name} ${read}.`);
  const prepared = loaded?.prepared ?? null;
  const result = autopsy(read.arrays, prepared && knownOf(prepared));
  const findings = allowedFindings(result.findings, prepared?.solution ?? 'full');
  const shown = { ...result, findings };
  if (args.json) io.out(`${JSON.stringify(asJson(shown))}\n`);
  else io.out(asText(shown, read.left));
  return result.verdict === 'correct' ? 0 : 1;
}

const EXPERIMENT = '.backprop.json';

function isExperiment(file: string): boolean {
  return file.toLowerCase().endsWith(EXPERIMENT);
}

/** `lab.backprop.json` beside `lab.npz`; null: there is none. */
function beside(file: string, io: Io): string | null {
  const experiment = `${file.replace(/\.[^./\\]*$/, '')}${EXPERIMENT}`;
  try {
    return io.readFile(resolve(io.cwd, experiment)) ? experiment : null;
  } catch {
    return null;
  }
}

/** The experiment without its checks: to compare gradients is this command's own work. */
function loadQuietly({ set }: Arguments, experiment: string, io: Io): Loaded {
  const files = { positional: [experiment], set };
  const loaded = load(files, io, whole => ({ ...whole, checks: null }));
  for (const problem of loaded.problems) io.err(`${inWords(problem)}\n`);
  return loaded;
}

/** The arrays that the experiment names. @throws UsageError where there are none */
function compared(file: string, loaded: Loaded | null): { name: string; bytes: Uint8Array } {
  const source = loaded?.source;
  const name = source?.read.experiment?.checks?.compare_gradients?.file;
  if (name === undefined) {
    throw new UsageError(`${file} names no arrays: \`checks.compare_gradients\` has a \`file\`.`);
  }
  const bytes = source?.files.get(name);
  if (!bytes) throw new UsageError(`There is no file "${name}" beside ${file}.`);
  return { name, bytes };
}

function asJson({ verdict, model, arrays, findings }: Autopsy): object {
  const told = findings.map(({ code: _code, ...finding }) => finding);
  return { verdict, model, arrays, findings: told };
}

function asText(
  { verdict, summary, model, arrays, findings }: Autopsy,
  left: readonly string[],
): string {
  const lines = [`${verdict}: ${summary}`];
  for (const { layer, message, hint, code } of findings) {
    lines.push(`${layer === null ? 'all layers' : `layer ${layer + 1}`}: ${message}`);
    if (code.right !== '') {
      lines.push(`  makes these numbers  ${code.wrong}`, `  would be right       ${code.right}`);
    }
    if (hint !== message) lines.push(`  ${hint}`);
  }
  if (model) {
    const layers = model.layers.map(({ units, activation }) => `${units} ${activation}`);
    lines.push(`net: ${layers.join(', ')}; ${model.loss.type}; the batch in ${model.layout}`);
  }
  const told = arrays.flatMap(({ name, is, agrees }) =>
    is === null || agrees === null ? [] : [`  ${agrees ? 'agrees ' : 'DIFFERS'}  ${name} (${is})`],
  );
  return `${[...lines, ...told, ...left.map(each => `left out: ${each}`)].join('\n')}\n`;
}
