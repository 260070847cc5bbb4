/** `diagnose`: trains to the end, and says why the network does not learn. */
import { counted } from '../../engine/ground/numbers';
import { Run } from '../../engine/training/run';
import { OF_CURVATURE } from '../../experiment/diagnosis/stability/curvatureCourse';
import { partingEpoch, untrustworthy } from '../../experiment/diagnosis/stability/shadow';
import { fileOf } from '../../experiment/diagnosis/fixes/candidates';
import { offered, type TriedFix, tryFixes } from '../../experiment/diagnosis/fixes/tryFixes';
import { diagnose as lookFor } from '../../experiment/diagnosis/producers';
import { courseOf } from '../../experiment/diagnosis/subject/course';
import { Subject } from '../../experiment/diagnosis/subject/subject';
import type { Finding } from '../../experiment/format/finding';
import type { Prepared } from '../../experiment/prepare';
import type { Arguments } from '../terminal/arguments';
import type { ExitStatus, Io } from '../terminal/io';
import { inWords, type PlacedFinding, type Ready } from '../terminal/load';
import { short } from '../terminal/numbers';

export function diagnose(ready: Ready, args: Arguments, io: Io): ExitStatus {
  const { prepared, causes, place } = ready;
  const { json, threads, positional } = args;
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream, { threads: io.threads(threads) });
  run.train(Infinity);
  const subject = new Subject(prepared);
  subject.follow(courseOf(run));
  run.end();
  const outcome = lookFor(subject, causes);
  const found = [...causes, ...outcome.findings];
  const findings = [...found, ...followsFrom(found, prepared, args, io)];
  const fixes = tried(findings, ready, args, io);
  if (json) {
    const all = findings.map((finding, i) => asJson(place(finding), fixes[i]));
    io.out(`${JSON.stringify({ findings: all, ruled_out: outcome.ruledOut })}\n`);
  } else if (findings.length === 0) {
    const causesLookedFor = counted(outcome.ruledOut.length, 'cause');
    io.out(`${positional[0]}: nothing found. ${causesLookedFor} ruled out; --json says by what.\n`);
  }
  for (const [i, finding] of json ? [] : findings.entries()) {
    io.out(`${inWords(place(finding))}\n`);
    for (const fix of fixes[i]) io.out(`    ${words(fix)}\n`);
  }
  return findings.some(({ severity }) => severity !== 'information') ? 1 : 0;
}

/** How far digits can be trusted, where a rate overshoots: below what makes it so. */
function followsFrom(
  found: readonly Finding[],
  prepared: Prepared,
  { budget }: Arguments,
  io: Io,
): Finding[] {
  if (!found.some(({ id }) => OF_CURVATURE.includes(id))) return [];
  const deadline = io.now() + 1000 * budget;
  const steps = partingEpoch(prepared);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value === null ? [] : [untrustworthy(value)];
    if (io.now() > deadline) return [];
  }
}

/** What helps against each finding, as far as there is time to try. */
function tried(
  findings: readonly Finding[],
  { source, prepared }: Ready,
  { fixes, budget }: Arguments,
  io: Io,
): TriedFix[][] {
  const none = findings.map(() => []);
  const tree = source?.read.tree;
  if (!fixes || !source || !tree || prepared.spec.trainer.epochs === 0) return none;
  const file = fileOf(tree);
  const deadline = io.now() + 1000 * budget;
  return findings.map(finding => {
    const steps = tryFixes(finding, file, source.files);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return offered(value);
      if (io.now() > deadline) return offered(value.tried);
    }
  });
}

/** "Set learning_rate to 0.03: accuracy 0.55 → 0.965 (3 seeds)" */
function words({ title, measure, before, after, seeds }: TriedFix): string {
  return `${title}: ${measure} ${short(before, 3)} → ${short(after, 3)} (${seeds} seeds)`;
}

function asJson(
  { id, severity, layer, path, line, evidence, message }: PlacedFinding,
  fixes: readonly TriedFix[],
): object {
  const all = fixes.map(({ path: where, value, measure, before, after, seeds }) => {
    return { path: where.join('.'), value, measure, before, after, seeds };
  });
  return { id, severity, layer, path, line, evidence: evidence ?? {}, message, fixes: all };
}
