/** Placeholders of `trainer.log_format` have to name something. */
import type { MetricSpec } from '../../engine/ground/spec';
import type { ExperimentSource } from '../fields/experiment';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import { nearest } from '../format/suggest';
import { LOG_NAMES, parseLogFormat } from '../notation/logFormat';
import { possibleColumns } from './metrics';

export function checkLogFormat(
  source: ExperimentSource,
  metrics: MetricSpec[] | null,
  report: Report,
): void {
  const format = source.trainer.log_format;
  if (format === null) return;
  const place = atValue('trainer', 'log_format');
  const parts = parseLogFormat(format);
  if (typeof parts === 'string') {
    report.error('log-format', `\`log_format\` cannot be read: ${parts}.`, place);
    return;
  }
  const known = [...LOG_NAMES, ...possibleColumns(source, metrics)];
  for (const part of parts) {
    if ('text' in part || known.includes(part.name)) continue;
    const meant = nearest(part.name, known);
    const hint = meant === null ? `it knows ${known.join(', ')}` : `did you mean {${meant}}?`;
    const message = `\`log_format\` names {${part.name}}, which is nothing the log has: ${hint}`;
    report.error('log-format', meant === null ? `${message}.` : message, place);
  }
}
