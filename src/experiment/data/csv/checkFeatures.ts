/** Rules between the fields of the input columns of a CSV source. */
import { atKey, replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';
import type { CsvSource } from './fields';

/** @param at the place of the source */
export function checkFeatures({ features }: CsvSource, at: JsonPath, report: Report): void {
  features?.forEach((feature, index) => {
    if (typeof feature !== 'object' || feature.as !== 'number' || !feature.categories) return;
    const path = [...at, 'features', index];
    const message = '`categories` is only for columns that are read `as` "one_hot" or "ordinal".';
    report.error('categories', message, atKey(...path, 'categories'), [
      replaceValue('Set as to "one_hot"', [...path, 'as'], 'one_hot'),
      replaceValue('Set as to "ordinal"', [...path, 'as'], 'ordinal'),
    ]);
  });
}
