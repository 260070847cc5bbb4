/** `{"type": "csv", "path": …}`: a table of text. */
import { readCsv } from '../csv/csv';
import { csvFields } from '../csv/fields';
import { checkFeatures } from '../csv/checkFeatures';
import { fileKind } from './kind';

export const csv = fileKind({
  description: 'A table of comma-, semicolon- or tab-separated values.',
  fields: csvFields,
  snippet: {
    label: 'CSV file',
    description: 'Rows of a table beside this file.',
    body: { type: 'csv', path: '${1:data.csv}', header: true },
  },
  endings: ['.csv'],
  check: checkFeatures,
  files: ({ path }) => [{ key: 'path', file: path }],
  read: (source, [content], part, report) => readCsv(source, content, ['data', part], report),
});
