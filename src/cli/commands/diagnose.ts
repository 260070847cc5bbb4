/** `diagnose`: trains to the end, and says why the network does not learn. */
import { Run } from '../../engine/training/run';
import { findingsOf } from '../../experiment/diagnosis/producers';
import { courseOf } from '../../experiment/diagnosis/subject/course';
import { Subject } from '../../experiment/diagnosis/subject/subject';
import type { Arguments } from '../terminal/arguments';
import type { ExitStatus, Io } from '../terminal/io';
import { inWords, type PlacedFinding, type Ready } from '../terminal/load';

export function diagnose(
  { prepared, causes, place }: Ready,
  { json, threads, positional }: Arguments,
  io: Io,
): ExitStatus {
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream, { threads: io.threads(threads) });
  run.train(Infinity);
  const subject = new Subject(prepared);
  subject.follow(courseOf(run));
  run.end();
  const findings = [...causes, ...findingsOf(subject, causes)];
  const placed = findings.map(place);
  if (json) io.out(`${JSON.stringify({ findings: placed.map(asJson) })}\n`);
  else if (placed.length === 0) io.out(`${positional[0]}: nothing found.\n`);
  else for (const finding of placed) io.out(`${inWords(finding)}\n`);
  return placed.some(({ severity }) => severity !== 'information') ? 1 : 0;
}

function asJson({ id, severity, layer, path, line, evidence, message }: PlacedFinding): object {
  return { id, severity, layer, path, line, evidence: evidence ?? {}, message, fixes: [] };
}
