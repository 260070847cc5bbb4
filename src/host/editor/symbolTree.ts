/** Finds the parts of an experiment by name, in half-typed text as well. Knows nothing of vscode. */
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { t } from '../words/say';
import { isDropout } from './outline';

export interface PartSymbol {
  name: string;
  detail: string;
  kind: 'section' | 'part' | 'number' | 'step';
  /** The range of its whole text, and the one to select. */
  range: Span;
  selection: Span;
  children: PartSymbol[];
}

interface Span {
  offset: number;
  length: number;
}

export function symbolsOf(text: string): PartSymbol[] {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== 'object') return [];
  return (tree.children ?? []).flatMap(property => {
    const [key, value] = property.children ?? [];
    const describe = SECTIONS.get(String(key.value));
    return describe && value ? [describe(property, key, value)] : [];
  });
}

type Describe = (property: Node, key: Node, value: Node) => PartSymbol;

const section =
  (detail: (value: Node) => string, children: (value: Node) => PartSymbol[]): Describe =>
  (property, key, value) => ({
    name: String(key.value),
    detail: detail(value),
    kind: 'section',
    range: property,
    selection: key,
    children: children(value),
  });

const nothing = () => '';
const none = () => [];

const SECTIONS = new Map<string, Describe>([
  ['data', section(nothing, value => entries(value, ['train', 'validation', 'test'], source))],
  ['model', section(nothing, layers)],
  ['loss', section(words('type'), none)],
  ['optimizer', section(words('type', 'learning_rate'), none)],
  ['trainer', section(value => epochs(said(value, 'epochs')), none)],
  ['metrics', section(nothing, metrics)],
  ['sweep', section(words('method'), value => entries(child(value, 'parameters'), null, values))],
  ['checks', section(nothing, value => entries(value, null, nothing))],
  ['expression', section(nothing, gates)],
]);

/** The properties of an object with these names, or all. */
function entries(
  node: Node | undefined,
  names: readonly string[] | null,
  detail: (value: Node) => string,
  kind: PartSymbol['kind'] = 'part',
): PartSymbol[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(property => {
    const [key, value] = property.children ?? [];
    const name = String(key.value);
    if (!value || name === '' || (names && !names.includes(name))) return [];
    return [{ name, detail: detail(value), kind, range: property, selection: key, children: [] }];
  });
}

function layers(model: Node): PartSymbol[] {
  let dense = 0;
  return itemsOf(child(model, 'layers')).map(layer => {
    if (!isDropout(layer)) dense++;
    const name = isDropout(layer) ? 'dropout' : said(layer, 'name') || t('layer {0}', dense);
    return {
      name,
      detail: words('units', 'activation', 'rate')(layer),
      kind: 'part',
      range: layer,
      selection: { offset: layer.offset, length: 1 },
      children: [],
    };
  });
}

function metrics(list: Node): PartSymbol[] {
  return itemsOf(list).flatMap(metric => {
    const name = metric.type === 'string' ? String(metric.value) : said(metric, 'name');
    if (name === '') return [];
    const detail = said(metric, 'type');
    return [{ name, detail, kind: 'part', range: metric, selection: metric, children: [] }];
  });
}

function gates(expression: Node): PartSymbol[] {
  const inputs = entries(child(expression, 'inputs'), null, valueText, 'number');
  const steps = itemsOf(child(expression, 'steps')).flatMap((step): PartSymbol[] => {
    const [name, ...rest] = String(step.value)
      .split('=')
      .map(part => part.trim());
    if (step.type !== 'string' || name === '') return [];
    const detail = rest.length > 0 ? `= ${rest.join('=')}` : '';
    return [{ name, detail, kind: 'step', range: step, selection: step, children: [] }];
  });
  return [...inputs, ...steps];
}

/** The name of a data source. */
function source(node: Node): string {
  return words('type', 'name', 'path', 'images')(node);
}

function values(parameter: Node): string {
  return itemsOf(child(parameter, 'values')).map(valueText).join(', ');
}

function words(...keys: string[]): (node: Node) => string {
  return node => keys.flatMap(key => said(node, key) || []).join(' · ');
}

function said(node: Node, key: string): string {
  const found = child(node, key);
  return found ? valueText(found) : '';
}

function valueText(node: Node): string {
  return node.type === 'object' || node.type === 'array' ? '…' : String(node.value);
}

function epochs(count: string): string {
  return count === '' ? '' : t('{0} epochs', count);
}

function child(node: Node, key: string): Node | undefined {
  return node.type === 'object' ? findNodeAtLocation(node, [key]) : undefined;
}

function itemsOf(node: Node | undefined): Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}
