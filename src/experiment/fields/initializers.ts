/** Initialisers: a name, `{type, …}`, `{values}` or `{file, key}`. */
import type { Node } from 'jsonc-parser';
import type { InitializerSpec } from '../../engine/ground/spec';
import { SCALED_INITIALIZERS } from '../../engine/ground/spec';
import type { InitializerSource } from '../format/experiment';
import { either, list, mapped, named, object, propertiesOf } from '../format/compounds';
import { atValue, nameOf, optional, replaceValue, required } from '../format/core';
import type { Format, Report } from '../format/core';
import type { JsonPath } from '../format/finding';
import { choice, filePath, literal, number, text } from '../format/scalars';
import { variants } from '../format/variants';
import type { Variants } from '../format/variants';
import { matrix } from '../format/matrix';

const SCALED: { [K in (typeof SCALED_INITIALIZERS)[number]]: string } = {
  xavier_uniform: 'Uniform on ±√(6 / (fan_in + fan_out)): Glorot, for tanh and sigmoid.',
  xavier_normal: 'Normal with std √(2 / (fan_in + fan_out)): Glorot.',
  kaiming_uniform: 'Uniform on ±√(6 / fan_in): He, for relu.',
  kaiming_normal: 'Normal with std √(2 / fan_in): He, for relu.',
  lecun_uniform: 'Uniform on ±√(3 / fan_in).',
  lecun_normal: 'Normal with std √(1 / fan_in).',
  orthogonal: 'A random matrix with orthonormal rows or columns.',
  torch_linear: "The default of PyTorch's nn.Linear: uniform on ±1/√fan_in.",
};

/** An orthogonal bias is no matrix, and the fans of a bias are defined by `torch_linear` alone. */
const KERNEL_ONLY = SCALED_INITIALIZERS.filter(name => name !== 'torch_linear');

const NAMED = {
  zeros: 'All 0.',
  ones: 'All 1.',
  uniform: 'Uniform on [low, high); [−1, 1) where not said.',
  normal: 'Normal; mean 0 and standard deviation 1 where not said.',
  ...SCALED,
} as const;

const WITH_FIELDS = {
  constant: {
    description: 'All the same number.',
    fields: { value: required(number(), 'The number.') },
  },
  uniform: {
    description: NAMED.uniform,
    fields: {
      low: optional(number(), 'The least value.', -1),
      high: optional(number(), 'No value reaches this.', 1),
    },
  },
  normal: {
    description: NAMED.normal,
    fields: {
      mean: optional(number(), 'The mean.', 0),
      std: optional(number({ min: 0 }), 'The standard deviation.', 1),
    },
  },
} as const satisfies Variants;

type Named = keyof typeof NAMED;

function specOfName(type: Named): InitializerSpec {
  if (type === 'uniform') return { type, low: -1, high: 1 };
  if (type === 'normal') return { type, mean: 0, std: 1 };
  return { type };
}

function initializer(
  names: readonly Named[],
  values: Format<number[][]>,
  noun: string,
): Format<InitializerSource> {
  const bare = names.filter(name => !(name in WITH_FIELDS));
  const kinds: Variants = {
    ...Object.fromEntries(bare.map(name => [name, { description: NAMED[name], fields: {} }])),
    ...WITH_FIELDS,
  };
  const byName = mapped(
    choice(Object.fromEntries(names.map(name => [name, NAMED[name]])) as { [K in Named]: string }),
    specOfName,
  );
  const typed = variants('type', kinds, { noun, description: 'Which initialiser.' });
  const given = object(
    {
      values: required(values, 'The numbers themselves.'),
      type: optional(literal('values'), 'May be left out.', 'values'),
    },
    { noun: `${noun} with given values` },
  );
  const file = object(
    {
      file: required(filePath(), 'A .json, .csv, .npy or .npz file that holds the numbers.'),
      key: optional(text(), 'Which array of the .npz file, or which key of the .json file.', null),
      type: optional(literal('file'), 'May be left out.', 'file'),
    },
    { noun: `${noun} from a file` },
  );
  const objects = {
    types: ['object'],
    expected: `${noun}: a name, or an object with "type", "values" or "file"`,
    read(node: Node, ...rest) {
      const keys = node.type === 'object' ? propertiesOf(node) : new Map<string, Node>();
      const type: unknown = keys.get('type')?.value;
      if (keys.has('values') || type === 'values') return given.read(node, ...rest);
      if (keys.has('file') || type === 'file') return file.read(node, ...rest);
      const read = typed.read(node, ...rest) as InitializerSource | undefined;
      return checkRange(read, node, ...rest);
    },
    schema: () => ({ anyOf: [typed.schema(), given.schema(), file.schema()] }),
  } as const satisfies Format<unknown>;
  return either(bareConstant(byName), objects);
}

/** "constant" says nothing without its number. */
function bareConstant<T>(byName: Format<T>): Format<T> {
  return {
    ...byName,
    quick: undefined,
    read(node, path, report) {
      if (node.value !== 'constant') return byName.read(node, path, report);
      const value = { type: 'constant', value: 0 };
      const message = `${nameOf(path)} "constant" needs its number: write ${JSON.stringify(value)}.`;
      report.error('missing-key', message, atValue(...path), [
        replaceValue('Write it with a value', path, value),
      ]);
      return undefined;
    },
  };
}

/** An empty range has no numbers to draw. */
function checkRange(
  read: InitializerSource | undefined,
  node: Node,
  path: JsonPath,
  report: Report,
): InitializerSource | undefined {
  if (read?.type !== 'uniform' || read.low < read.high) return read;
  const { low, high } = read;
  const message = `\`low\` must be below \`high\`: from ${low} up to ${high} there is no number.`;
  const key = propertiesOf(node).has('low') ? 'low' : 'high';
  report.error('empty-range', message, atValue(...path, key));
  return undefined;
}

const allNames = Object.keys(NAMED) as Named[];

export const kernelInitializer = named(
  'kernelInitializer',
  initializer(allNames, matrix, 'a kernel initialiser'),
);

const flat = mapped(list(number(), { min: 1, noun: 'a list of numbers' }), row => [row]);

/** One number for each unit; a list around that list will do. */
const biasValues: Format<number[][]> = {
  types: ['array'],
  expected: flat.expected,
  read: (node, ...rest) =>
    (node.children?.[0]?.type === 'array' ? matrix : flat).read(node, ...rest),
  schema: () => ({ anyOf: [flat.schema(), matrix.schema()] }),
};

export const biasInitializer = named(
  'biasInitializer',
  initializer(
    allNames.filter(name => !(KERNEL_ONLY as readonly string[]).includes(name)),
    biasValues,
    'a bias initialiser',
  ),
);
