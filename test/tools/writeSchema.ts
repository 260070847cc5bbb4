/**
 * Writes the schema in media/ from the description of the format: `npm run schema`.
 * It is strict, for other programs; the editor is served one that judges nothing (src/host/editor).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { experimentSchema } from '../../src/experiment/schema';

const MEDIA = path.join(__dirname, '../../media');

/** Each file with the text it has to have, formatted as everything else. */
export async function schemaFiles(): Promise<{ file: string; text: string }[]> {
  const schemas = { 'experiment.schema.json': experimentSchema() };
  return Promise.all(
    Object.entries(schemas).map(async ([name, schema]) => {
      const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
      return { file: path.join(MEDIA, name), text };
    }),
  );
}

if (process.argv[1]?.endsWith('writeSchema.ts')) {
  void schemaFiles().then(files => {
    for (const { file, text } of files) writeFileSync(file, text);
  });
}
