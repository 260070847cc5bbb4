/** What the bench has found, as tables for people and as JSON. */
import { cpus } from 'node:os';
import type { Contestant } from './contestants';
import type { Extra } from './extras';
import { ratioOf, type Result } from './measure';
import { OURS } from './ours';

export interface Report {
  date: string;
  machine: string;
  runtime: string;
  /** Whose time: the wall's, or the processor's. */
  clock: string;
  contestants: { name: string; about: string }[];
  works: {
    name: string;
    title: string;
    dtype: string;
    unit: string;
    rates: Result['rates'];
    /** Our rate by the peer's: the median of the rounds' ratios. */
    ratios: { peer: string; ratio: number; goal: number | null }[];
  }[];
  extras: Extra[];
}

export function reportOf(
  contestants: readonly Contestant[],
  results: readonly Result[],
  extras: Extra[],
  clock: string,
): Report {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores`,
    runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    clock,
    contestants: contestants.map(({ name, about }) => ({ name, about })),
    works: results.map(result => {
      const { name, title, dtype, unit, goals } = result.work;
      const ratios = Object.keys(result.rates)
        .filter(peer => peer !== OURS)
        .map(peer => ({
          peer,
          ratio: ratioOf(result, OURS, peer) ?? NaN,
          goal: goals.find(goal => goal.peer === peer)?.ratio ?? null,
        }));
      return { name, title, dtype, unit, rates: result.rates, ratios };
    }),
    extras,
  };
}

/** Markdown: rates first, then our ratios, then the rest. */
export function tables({
  date,
  machine,
  runtime,
  clock,
  contestants,
  works,
  extras,
}: Report): string {
  const names = contestants.map(({ name }) => name);
  const rates = works.map(({ title, dtype, unit, rates: all }) => [
    `${title}, ${dtype} (${unit}/s)`,
    ...names.map(name => (name in all ? number(all[name].median) : '–')),
  ]);
  const ratios = works.map(({ title, dtype, ratios: all }) => [
    `${title}, ${dtype}`,
    ...names.map(name => ratioText(all.find(({ peer }) => peer === name))),
  ]);
  return [
    `${date}, ${machine}, ${runtime}, ${clock} time`,
    contestants.map(({ name, about }) => `- ${name}: ${about}`).join('\n'),
    table(['work', ...names], rates),
    'How many times faster ours is (goal in brackets, ✗ where it is missed):',
    table(['work', ...names.slice(1)], ratios.map(drop)),
    table(['measured', 'value', 'at most'], extras.map(extraRow)),
  ].join('\n\n');
}

/** Our own rate against itself says nothing. */
function drop([title, , ...rest]: string[]): string[] {
  return [title, ...rest];
}

function ratioText(found: { ratio: number; goal: number | null } | undefined): string {
  if (!found) return '–';
  const goal = found.goal === null ? '' : ` (${found.goal}${met(found.ratio >= found.goal)})`;
  return `${number(found.ratio)} ×${goal}`;
}

function extraRow({ title, value, unit, bound }: Extra): string[] {
  const text = bound === null ? '' : `${number(bound)} ${unit}${met(value <= bound)}`;
  return [title, `${number(value)} ${unit}`, text];
}

function met(good: boolean): string {
  return good ? '' : ' ✗';
}

/** Three digits. */
function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 3),
    maximumFractionDigits: Math.min(digits, 3),
    maximumSignificantDigits: value >= 1000 ? 3 : undefined,
  });
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
