/** Writes media/experiment.schema.json from the description of the format: `npm run schema`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { experimentSchema } from '../../src/experiment/schema';

export const schemaFile = path.join(__dirname, '../../media/experiment.schema.json');

/** The file as it has to be, formatted as everything else. */
export function schemaText(): Promise<string> {
  return format(JSON.stringify(experimentSchema()), { parser: 'json', printWidth: 100 });
}

if (process.argv[1]?.endsWith('writeSchema.ts')) {
  void schemaText().then(text => writeFileSync(schemaFile, text));
}
