/** JSON as Prettier writes it: on one line where it fits, else broken up. */

const WIDTH = 100;

/** A property with its comma, on its own line or lines. `level` counts steps of two spaces. */
export function property(key: string, value: unknown, level = 1): string {
  const start = `${'  '.repeat(level)}${JSON.stringify(key)}: `;
  return `${start}${render(value, level, start.length + 1)},`;
}

/** `taken`: columns that are used before and after the value on its first line. */
function render(value: unknown, level: number, taken: number): string {
  const flat = inline(value);
  if (taken + flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const indent = '  '.repeat(level + 1);
  const close = '  '.repeat(level);
  if (!Array.isArray(value)) {
    const lines = Object.entries(value).map(([key, entry]) => property(key, entry, level + 1));
    return `{\n${withoutLastComma(lines.join('\n'))}\n${close}}`;
  }
  const entries = value.map(inline);
  const isNumbers = value.every(entry => typeof entry === 'number');
  const body = isNumbers
    ? filled(entries, indent)
    : entries.map(entry => indent + entry).join(',\n');
  return `[\n${body}\n${close}]`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}: ${inline(entry)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

/** Numbers fill their lines, as words do. */
function filled(entries: string[], indent: string): string {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const joined = last === undefined ? '' : `${last}, ${entry}`;
    if (last !== undefined && joined.length + 1 <= WIDTH) lines[lines.length - 1] = joined;
    else lines.push(indent + entry);
  }
  return lines.join(',\n');
}

function withoutLastComma(text: string): string {
  return text.replace(/,$/, '');
}
