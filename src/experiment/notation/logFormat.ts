/** Lines as Python's `str.format` writes them: `{epoch:5}`, `{loss:.5f}`. */

export type LogPart = { text: string } | { name: string; spec: FormatSpec; source: string };

interface FormatSpec {
  fill: string;
  align: '<' | '>' | '^' | '=';
  sign: '' | '+' | ' ' | '-';
  width: number;
  /** Between thousands. */
  group: '' | ',' | '_';
  precision: number | null;
  type: '' | 'd' | 'f' | 'e' | 'g' | '%';
}

/** Placeholders besides the columns of the epoch log. */
export const LOG_NAMES = [
  'epoch',
  'epoch0',
  'epochs',
  'step',
  'iterations',
  'learning_rate',
  'seconds',
] as const;

/** The parts of a format, or a sentence on what cannot be read. */
export function parseLogFormat(format: string): LogPart[] | string {
  const parts: LogPart[] = [];
  const pattern = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;
  for (const [token, inside] of format.matchAll(pattern)) {
    if (token === '{{' || token === '}}') parts.push({ text: token[0] });
    else if (token === '{' || token === '}')
      return `a single ${token} must be written ${token}${token}`;
    else if (inside === undefined) parts.push({ text: token });
    else {
      const [name, written = ''] = inside.split(/:(.*)/s);
      const spec = parseSpec(written);
      if (spec === null) return `"${written}" in ${token} is not a number format such as .5f`;
      parts.push({ name: name.trim(), spec, source: token });
    }
  }
  return parts;
}

const SPEC = /^(?:(.)?([<>^=]))?([+ -])?(0)?(\d{1,3})?([,_])?(?:\.(\d{1,2}))?([dfeg%])?$/su;

function parseSpec(written: string): FormatSpec | null {
  const match = SPEC.exec(written);
  if (!match) return null;
  const [, fill, align, sign, zero, width, group, precision, type] = match;
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: (align as FormatSpec['align'] | undefined) ?? (zero ? '=' : '>'),
    sign: (sign as FormatSpec['sign'] | undefined) ?? '',
    width: Number(width ?? 0),
    group: (group as FormatSpec['group'] | undefined) ?? '',
    precision: precision === undefined ? null : Number(precision),
    type: (type as FormatSpec['type'] | undefined) ?? '',
  };
}

/** A name without a value is left as it was written. */
export function renderLog(parts: LogPart[], values: ReadonlyMap<string, LogValue>): string {
  return parts
    .map(part => {
      if ('text' in part) return part.text;
      const value = values.get(part.name);
      return value === undefined ? part.source : render(value, part.spec);
    })
    .join('');
}

/** Counts are written without a decimal point, as Python's int. */
export type LogValue = { number: number; whole: boolean };

function render(value: LogValue, spec: FormatSpec): string {
  const negative = value.number < 0 || Object.is(value.number, -0);
  const sign = negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const digits = grouped(digitsOf(Math.abs(value.number), value.whole, spec), sign.length, spec);
  const missing = Math.max(0, spec.width - sign.length - digits.length);
  const pad = spec.fill.repeat(missing);
  switch (spec.align) {
    case '<':
      return sign + digits + pad;
    case '=':
      return sign + pad + digits;
    case '>':
      return pad + sign + digits;
    case '^': {
      const left = Math.floor(missing / 2);
      return pad.slice(0, left) + sign + digits + pad.slice(left);
    }
  }
}

/** With its thousands apart; zeros that fill the width are digits like any other. */
function grouped(
  digits: string,
  before: number,
  { group, fill, align, width }: FormatSpec,
): string {
  const [whole = ''] = /^\d+/.exec(digits) ?? [];
  if (group === '' || whole === '') return digits;
  const rest = digits.slice(whole.length);
  const wanted = fill === '0' && align === '=' ? width - before - rest.length : 0;
  let out = '';
  for (let count = 0; count < whole.length || out.length < wanted; count++) {
    if (count > 0 && count % 3 === 0) out = group + out;
    out = (whole[whole.length - 1 - count] ?? '0') + out;
  }
  return out + rest;
}

function digitsOf(size: number, whole: boolean, { type, precision }: FormatSpec): string {
  if (!Number.isFinite(size))
    return (Number.isNaN(size) ? 'nan' : 'inf') + (type === '%' ? '%' : '');
  switch (type) {
    case 'd':
      return String(Math.round(size));
    case 'f':
      return fixed(size, precision ?? 6);
    case '%':
      return `${fixed(size * 100, precision ?? 6)}%`;
    case 'e':
      return exponent(exponential(size, precision ?? 6));
    case 'g':
      return general(size, precision ?? 6);
    case '':
      if (precision !== null) return general(size, precision, true);
      return whole ? String(size) : repr(size);
  }
}

/** toFixed writes numbers from 1e21 on with an exponent; Python does not. */
function fixed(size: number, precision: number): string {
  if (size >= 1e21) return BigInt(size).toString() + (precision ? `.${'0'.repeat(precision)}` : '');
  return halfToEven(digits => size.toFixed(digits), precision);
}

function exponential(size: number, precision: number): string {
  return halfToEven(digits => size.toExponential(digits), precision);
}

/** JavaScript rounds a tie away from 0, Python to the even digit. */
function halfToEven(write: (digits: number) => string, precision: number): string {
  if (precision > 70) return write(precision);
  const exact = write(precision + 30);
  const [mantissa, power] = exact.split('e');
  const kept = mantissa.length - 30;
  const isTie = /^50*$/.test(mantissa.slice(kept));
  const digits =
    precision === 0 ? mantissa.slice(0, mantissa.indexOf('.')) : mantissa.slice(0, kept);
  if (!isTie || !/[02468]$/.test(digits)) return write(precision);
  return power === undefined ? digits : `${digits}e${power}`;
}

/** Python's exponents have two digits at least. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** @param hasPoint whether a digit stands after the point in any case, as where no type is written */
function general(size: number, precision: number, hasPoint = false): string {
  const digits = Math.max(1, precision);
  const power = size === 0 ? 0 : Number(exponential(size, digits - 1).split('e')[1]);
  const least = hasPoint ? digits - 1 : digits;
  if (power < -4 || power >= least) return exponent(withoutZeros(exponential(size, digits - 1)));
  const text = withoutZeros(fixed(size, digits - 1 - power));
  return hasPoint && !text.includes('.') ? `${text}.0` : text;
}

/** Without the zeros at the end of its fraction. */
function withoutZeros(text: string): string {
  const [mantissa, ...power] = text.split('e');
  if (!mantissa.includes('.')) return text;
  let end = mantissa.length;
  while (mantissa[end - 1] === '0') end--;
  if (mantissa[end - 1] === '.') end--;
  return [mantissa.slice(0, end), ...power].join('e');
}

/** The shortest digits that read back as the same number, as Python prints a float. */
export function repr(size: number): string {
  if (size === 0) return '0.0';
  if (size >= 1e16 || size < 1e-4) {
    return exponent(size.toExponential());
  }
  const text = String(size);
  return text.includes('.') ? text : `${text}.0`;
}
