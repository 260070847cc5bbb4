/** What can be said about the checks before anything runs. */
import type { Node } from 'jsonc-parser';
import { penaltiesOf } from '../../engine/optimizers/objective';
import type { ModelSpec } from '../../engine/ground/spec';
import { reportMissingFile } from '../data/paths';
import type { ChecksSpec, DataFiles, NotationSpec } from '../format/experiment';
import type { Experiment, ExperimentSource } from '../fields/experiment';
import { atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import { nearest } from '../format/suggest';
import { placeInText } from '../grammar/places';
import { Trouble } from '../grammar/trouble';
import type { JsonPath, Place } from '../format/finding';
import { isOpen, namesIn, parseFormula } from '../verify/formula';
import type { Formula } from '../verify/formula';
import { readGradients } from '../verify/givenGradients';
import type { GivenGradient } from '../verify/givenGradients';
import {
  dimensions,
  isOfBiases,
  isOfKernel,
  layoutHint,
  needsPenalty,
  parseInspectPath,
} from '../verify/inspectPath';
import type { InspectPath } from '../verify/inspectPath';
import { formulaNames } from '../verify/names';
import { expectedValue, shapeOf } from '../verify/tensors';

/** The file's text, and its tree. */
export interface Written {
  tree: Node;
  text: string;
}

/** Paths and formulas, against the layers that the file describes. */
export function checkChecks(
  source: ExperimentSource,
  { tree, text }: Written,
  report: Report,
): void {
  const { checks, notation } = source;
  if (!checks) return;
  const { layers } = source.model;
  for (const { at, path, value } of checks.expect) {
    checkPath(path, source, [...at, 'path'], report);
    if (expectedValue(value.json)) continue;
    const message =
      '`value` must be a number, a list of numbers, or a list of equally long rows of numbers.';
    report.error('wrong-type', message, atValue(...at, 'value'));
  }
  // The same names for every layer; only what they stand for differs.
  const known =
    checks.formula.length > 0
      ? formulaNames(notation, layers.length, null)
      : new Map<string, never>();
  for (const { at, for: path, formula } of checks.formula) {
    if (!checkPath(path, source, [...at, 'for'], report)) continue;
    if (isOpen(formula)) {
      const message = `This check is open: write the formula for ${path}.`;
      report.add('information', 'open-check', message, atValue(...at, 'formula'));
      continue;
    }
    const written = [...at, 'formula'];
    const placeOf = (trouble: Trouble) => placeInText(tree, text, written, trouble);
    checkFormula(formula, known, written, placeOf, report);
  }
}

function checkPath(
  path: string,
  { model, optimizer }: Pick<ExperimentSource, 'model' | 'optimizer'>,
  at: JsonPath,
  report: Report,
): InspectPath | null {
  const place = parseInspectPath(path, model.layers);
  const isThere =
    typeof place !== 'string' && (!needsPenalty(place.name) || penaltiesOf(optimizer));
  if (isThere) return place;
  const wrong = typeof place === 'string' ? place : withoutPenalty(place, optimizer);
  report.error('check-path', sentence(`The path "${path}" ${wrong}`), atValue(...at));
  return null;
}

function withoutPenalty(
  { name }: InspectPath,
  { type, weight_decay }: ExperimentSource['optimizer'],
): string {
  const why =
    type === 'adamw' && weight_decay > 0
      ? 'the weight decay of adamw acts on the weights themselves, and l1 is 0'
      : 'weight_decay and l1 are 0';
  return `names ${name}, but the optimizer adds no penalty to the loss: ${why}`;
}

function checkFormula(
  text: string,
  known: ReadonlyMap<string, unknown>,
  at: JsonPath,
  placeOf: (trouble: Trouble) => Place,
  report: Report,
): void {
  let formula: Formula;
  try {
    formula = parseFormula(text);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const fixes = trouble.fixes.map(fix => replaceValue(fix.title, at, fix.text));
    report.error('formula', complaintOf(trouble), placeOf(trouble), fixes);
    return;
  }
  const unknown = namesIn(formula).find(name => !known.has(name));
  if (unknown === undefined || report.full) return;
  // A single letter is near to any other.
  const meant = unknown.length < 3 ? null : nearest(unknown, [...known.keys()]);
  const hint =
    meant === null
      ? 'it knows x, y, aPrev, z, a, delta, W, b, and W1, delta2, … by layer.'
      : `did you mean \`${meant}\`?`;
  const message = `The formula names \`${unknown}\`, which is nothing here: ${hint}`;
  const renamed = meant === null ? null : renameIn(text, unknown, meant);
  const fixes =
    renamed === null ? [] : [replaceValue(`Change \`${unknown}\` to \`${meant}\``, at, renamed)];
  report.error('formula', message, atValue(...at), fixes);
}

function complaintOf({ id, message }: Trouble): string {
  return id === 'syntax' || id === 'parenthesis'
    ? `The formula cannot be read: ${message[0].toLowerCase()}${message.slice(1)}`
    : message;
}

function renameIn(text: string, name: string, meant: string): string {
  return text.replace(/[\p{L}_][\p{L}\p{N}_]*/gu, word => (word === name ? meant : word));
}

/** A question ends in its own mark. */
function sentence(text: string): string {
  return text.endsWith('?') ? text : `${text}.`;
}

/** All that is needed to check a run. */
export interface PreparedChecks {
  spec: ChecksSpec;
  notation: NotationSpec | null;
  /** Gradients in the file that `compare_gradients` names. */
  given: GivenGradient[];
}

/**
 * Rows and columns, once the data are known, and the file of `compare_gradients`. null where there
 * is nothing to check, or after reporting an error.
 */
export function prepareChecks(
  { checks, notation }: Pick<Experiment, 'checks' | 'notation'>,
  model: ModelSpec,
  batchRows: number,
  files: DataFiles,
  report: Report,
): PreparedChecks | null {
  if (!checks) return null;
  const look = (path: string, at: JsonPath) => checkIndices(path, model, batchRows, at, report);
  for (const { at, path, value } of checks.expect) {
    look(path, [...at, 'path']);
    checkShape(path, value.json, model, batchRows, [...at, 'value'], report);
  }
  for (const { at, for: path } of checks.formula) look(path, [...at, 'for']);
  const given = checks.compare_gradients
    ? readGiven(checks.compare_gradients.file, model, files, report)
    : [];
  return given && { spec: checks, notation, given };
}

function readGiven(
  file: string,
  model: ModelSpec,
  files: DataFiles,
  report: Report,
): GivenGradient[] | null {
  const path = ['checks', 'compare_gradients', 'file'];
  const bytes = files.get(file);
  if (!bytes) {
    reportMissingFile(file, path, report);
    return null;
  }
  const given = readGradients(file, bytes, model);
  if (typeof given !== 'string') return given;
  report.error('gradients-file', `${file} ${given}.`, atValue(...path));
  return null;
}

function checkIndices(
  path: string,
  model: ModelSpec,
  batchRows: number,
  at: JsonPath,
  report: Report,
): void {
  const place = parseInspectPath(path, model.layers);
  if (typeof place === 'string') return;
  const [rows, cols] = sizeOf(place, model, batchRows);
  const sizes = dimensions(place.name) === 1 ? [cols] : [rows, cols];
  const odd = place.indices.findIndex((index, axis) => index >= sizes[axis]);
  if (odd < 0) return;
  const axis = sizes.length === 1 ? 'entries' : ['rows', 'columns'][odd];
  const message =
    `The path "${path}" asks for number ${place.indices[odd]}, but ${place.name} has ` +
    `${sizes[odd]} ${axis}, counted from 0.`;
  report.error('check-path', message, atValue(...at));
}

/** Whether what is expected has the rows and columns of what it is compared with. */
function checkShape(
  path: string,
  value: unknown,
  model: ModelSpec,
  batchRows: number,
  at: JsonPath,
  report: Report,
): void {
  const place = parseInspectPath(path, model.layers);
  const given = expectedValue(value);
  if (typeof place === 'string' || !given) return;
  const { name, indices } = place;
  const left = dimensions(name) - indices.length;
  const [most, width] = left > 0 ? sizeOf(place, model, batchRows) : [1, 1];
  const rows = left === 2 ? most : 1;
  const ofWeights = isOfKernel(name) || isOfBiases(name);
  // The last batch of an epoch may be shorter.
  const fits = given.cols === width && (ofWeights ? given.rows === rows : given.rows <= rows);
  if (fits) return;
  const shape = left <= 0 ? 'a single number' : `${rows} × ${width}`;
  const message = `"${path}" is ${shape}, but \`value\` is ${shapeOf(given)}.${layoutHint(place, model.kernel_layout)}`;
  report.error('check-shape', message, atValue(...at));
}

function sizeOf({ layer, name }: InspectPath, model: ModelSpec, batchRows: number): number[] {
  const outputs = model.layers[model.layers.length - 1].units;
  if (layer === null) return [batchRows, name === 'y' ? outputs : model.inputs];
  const { units } = model.layers[layer];
  const inputs = layer === 0 ? model.inputs : model.layers[layer - 1].units;
  if (isOfKernel(name)) return [inputs, units];
  return [isOfBiases(name) ? 1 : batchRows, units];
}
