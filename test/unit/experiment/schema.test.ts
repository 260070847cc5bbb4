/** The JSON Schema: up to date, valid, and of one mind with the reader. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import { readExperiment } from '../../../src/experiment/read';
import { editorSchema, experimentSchema } from '../../../src/experiment/schema';
import { schemaFiles } from '../../tools/writeSchema';
import { sections } from './support';
import type { Json } from './support';

const FIXTURES = 'test/fixtures/experiments';
const filesIn = (folder: string): string[] =>
  readdirSync(`${FIXTURES}/${folder}`)
    .filter(name => name.endsWith('.backprop.json'))
    .map(name => `${FIXTURES}/${folder}/${name}`);

const ajv = new Ajv({ strict: false, allErrors: true });
const matches = ajv.compile(experimentSchema());

it('the files are what the description of the format says: else run `npm run schema`', async function () {
  this.timeout(60_000);
  for (const { file, text } of await schemaFiles())
    assert.equal(readFileSync(file, 'utf8'), text, file);
});

it('judges nothing in the editor: what is wrong is said once, by the reader', () => {
  const accepts = ajv.compile(editorSchema());
  for (const file of ['broken', 'good'].flatMap(filesIn)) {
    const value = parse(readFileSync(file, 'utf8')) as unknown;
    assert.ok(accepts(value), `${file}: ${JSON.stringify(accepts.errors)}`);
  }
});

it('is a valid draft-07 schema', () => {
  assert.ok(ajv.validateSchema(editorSchema()), JSON.stringify(ajv.errors));
  assert.ok(ajv.validateSchema(experimentSchema()), JSON.stringify(ajv.errors));
});

describe('schema and reader refuse the same structure', () => {
  const cases: { [name: string]: Json } = {
    'an unknown key': { foo: 1 },
    'a wrong type': { seed: 'x' },
    'a missing key': { loss: {} },
    'units out of range': { model: { layers: [{ units: 0 }] } },
    'no layers': { model: { layers: [] } },
    'an unknown activation': { model: { layers: [{ units: 1, activation: 'swish' }] } },
    'a field of another optimiser': { optimizer: { type: 'adam', momentum: 0.9 } },
    'a field of another optimiser than the default': { optimizer: { alpha: 0.9 } },
    'a field of another source': { data: { train: { type: 'csv', path: 'a', name: 'moons' } } },
    'a field of another generator': {
      data: { train: { type: 'generator', name: 'moons', centers: 3 } },
    },
    'a source without a type': { data: { train: { path: 'a' } } },
    'a generator without a name': { data: { train: { type: 'generator' } } },
    'both kinds of clipping': { optimizer: { gradient_clipping: { norm: 1, value: 1 } } },
    'an initialiser of another type': {
      model: { layers: [{ units: 1, kernel_initializer: { type: 'uniform', std: 1 } }] },
    },
    'a bias from a matrix distribution': {
      model: { layers: [{ units: 1, bias_initializer: 'xavier_normal' }] },
    },
    'a batch size that is no number': { trainer: { batch_size: 'half' } },
  };
  it('or accept it', () => assert.ok(matches(sections()), JSON.stringify(matches.errors)));

  for (const [name, changes] of Object.entries(cases)) {
    it(name, () => {
      assert.equal(matches(sections(changes)), false);
      assert.equal(readExperiment(JSON.stringify(sections(changes))).experiment, null);
    });
  }
});

describe('what completion inserts can be read as it stands', () => {
  const wrapped: { [place: string]: (body: Json) => Json } = {
    '/items': layer => ({ model: { layers: [{ units: 3 }, layer, { units: 1 }] } }),
    '/sweep': sweep => ({ sweep }),
    '/source': train => ({ data: { train } }),
  };
  const seen = new Set<string>();
  for (const { place, label, body } of snippetsOf(experimentSchema())) {
    it(label, () => {
      const known = Object.keys(wrapped).find(end => place.endsWith(end));
      assert.ok(known, `a snippet stands at ${place}: say here what belongs around it`);
      seen.add(known);
      const experiment = sections(wrapped[known](inserted(body)));
      assert.ok(matches(experiment), JSON.stringify(matches.errors));
      assert.deepEqual(readExperiment(JSON.stringify(experiment)).problems, []);
    });
  }
  it('at a layer, a sweep and a source', () => assert.equal(seen.size, 3));
});

interface PlacedSnippet {
  place: string;
  label: string;
  body: Json;
}

function snippetsOf(schema: unknown, place = ''): PlacedSnippet[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { defaultSnippets = [], ...rest } = schema as { defaultSnippets?: PlacedSnippet[] };
  return [
    ...defaultSnippets.map(snippet => ({ ...snippet, place })),
    ...Object.entries(rest).flatMap(([key, value]) => snippetsOf(value, `${place}/${key}`)),
  ];
}

/** With what the editor proposes in each place where something else can be typed. */
function inserted(body: Json): Json {
  return JSON.parse(JSON.stringify(body).replace(/\$\{\d+:([^}]*)\}/g, '$1')) as Json;
}

it('every field has a sentence of description', () => {
  const short: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, ...rest } = schema as { properties?: Json };
    for (const [key, property] of Object.entries(properties ?? {})) {
      const { description, const: constant } = property as Json;
      // A tag that a branch lets through, or fixes, is described where it stands.
      const isTag = property === true || (constant !== undefined && key !== 'version');
      if (!isTag && !/^.{8,}\.$/s.test(String(description))) short.push(`${path}.${key}`);
      visit(property, `${path}.${key}`);
    }
    for (const [key, value] of Object.entries(rest)) visit(value, `${path}/${key}`);
  };
  visit(experimentSchema(), '');
  assert.deepEqual(short, []);
});
