/** `{"type": "csv", "path": …}`: a table of text. */
import { readCsv } from '../csv/csv';
import { ALL_ENDINGS } from '../csv/endings';
import { csvFields } from '../csv/fields';
import { checkFeatures } from '../csv/checkFeatures';
import { readTwoFiles } from '../csv/twoFiles';
import { fileKind } from './kind';

export const csv = fileKind({
  description: 'A table of comma-, semicolon- or tab-separated values.',
  fields: csvFields,
  snippet: {
    label: 'CSV file',
    description: 'Rows of a table beside this file.',
    body: { type: 'csv', path: '${1:data.csv}', header: true },
  },
  endings: ALL_ENDINGS.map(ending => `.${ending}`),
  check: checkFeatures,
  files: ({ path, targets }) => [
    { key: 'path', file: path },
    ...(targets === null ? [] : [{ key: 'targets', file: targets }]),
  ],
  read: (source, contents, part, report) => {
    const at = ['data', part];
    return source.targets === null
      ? readCsv(source, contents[0], at, report)
      : readTwoFiles(source, source.targets, contents, at, report);
  },
});
