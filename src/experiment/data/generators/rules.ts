/** Rules about how many rows a generator makes. */
import { formatInteger } from '../../../engine/ground/numbers';
import { atKey, atValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';

/** Half a gigabyte of generated numbers. */
const MOST_NUMBERS = 64_000_000;

/** @param samples rows in all, or rows of each class */
export function checkSize(
  samples: number | number[],
  cols: number,
  at: JsonPath,
  report: Report,
): void {
  const rows = Array.isArray(samples) ? samples.reduce((sum, each) => sum + each, 0) : samples;
  if (rows * cols <= MOST_NUMBERS) return;
  const message = `\`n_samples\` asks for ${formatInteger(rows)} rows of ${cols} numbers; the limit is ${formatInteger(MOST_NUMBERS)} numbers in all.`;
  report.error('too-many-numbers', message, atKey(...at, 'n_samples'));
}

/** A list of row counts has one for each class. */
export function checkCounts(
  samples: number | number[],
  classes: number,
  at: JsonPath,
  report: Report,
): void {
  if (!Array.isArray(samples) || samples.length === classes) return;
  const message = `\`n_samples\` lists ${samples.length} numbers for ${classes} classes: one for each is needed.`;
  report.error('wrong-length', message, atValue(...at, 'n_samples'));
}
