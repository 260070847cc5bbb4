/** Colours as numbers: mixing, contrast, and the scales that values are painted with. */

/** Red, green and blue, 0…255. */
export type Rgb = readonly [number, number, number];

export type ThemeKind = 'dark' | 'light' | 'hc-dark' | 'hc-light';

/** 256 colours from the low to the high end of a scale, as ImageData wants them (ABGR). */
export type Ramp = Uint32Array;
const RAMP_SIZE = 256;

/**
 * `#rgb[a]`, `#rrggbb[aa]`, `rgb(…)` and `rgba(…)`, laid over `under` where it is not opaque;
 * null for anything else.
 */
export function parseColor(text: string, under: Rgb = [0, 0, 0]): Rgb | null {
  const channels = hexChannels(text.trim()) ?? functionChannels(text.trim());
  if (!channels) return null;
  const [r, g, b, alpha] = channels;
  const over = (channel: number, index: number) => channel * alpha + under[index] * (1 - alpha);
  return [over(r, 0), over(g, 1), over(b, 2)];
}

type Channels = [red: number, green: number, blue: number, alpha: number];

function hexChannels(css: string): Channels | null {
  const short = /^#([0-9a-f]{3,4})$/i.exec(css)?.[1];
  const hex = short ? short.replace(/./g, '$&$&') : /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.exec(css)?.[1];
  if (!hex) return null;
  const byte = (index: number) => parseInt(hex.slice(2 * index, 2 * index + 2), 16);
  return [byte(0), byte(1), byte(2), hex.length === 8 ? byte(3) / 255 : 1];
}

function functionChannels(css: string): Channels | null {
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(css)?.[1]
    .split(/[\s,/]+/)
    .filter(Boolean);
  if (!parts || parts.length < 3) return null;
  const number = (part: string) => (part.endsWith('%') ? parseFloat(part) / 100 : Number(part));
  const [r, g, b] = parts.slice(0, 3).map(Number);
  const alpha = parts.length > 3 ? number(parts[3]) : 1;
  return [r, g, b, alpha].every(Number.isFinite) ? [r, g, b, alpha] : null;
}

export function cssColor(color: Rgb, alpha = 1): string {
  const [r, g, b] = color.map(channel => Math.round(channel));
  return alpha >= 1 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** The colour `share` of the way from `from` to `to`, at even steps to the eye (in OKLab). */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return fromOklab(between(toOklab(from), toOklab(to), share));
}

/** Relative luminance of WCAG 2: 0 black, 1 white. */
export function luminance(color: Rgb): number {
  const [r, g, b] = color.map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const la = luminance(a);
  const lb = luminance(b);
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

export function packColor([r, g, b]: Rgb, alpha = 255): number {
  return ((alpha << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

export function unpackColor(packed: number): Rgb {
  return [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
}

/** A scale through the given colours, evenly spaced. */
export function ramp(...stops: Rgb[]): Ramp {
  const colors = new Uint32Array(RAMP_SIZE);
  const places = stops.map(toOklab);
  for (let i = 0; i < RAMP_SIZE; i++) {
    const place = (i / (RAMP_SIZE - 1)) * (stops.length - 1);
    const index = Math.min(Math.floor(place), stops.length - 2);
    colors[i] = packColor(fromOklab(between(places[index], places[index + 1], place - index)));
  }
  return colors;
}

/** Index into a ramp of `share` of the way, clamped to its ends. */
export function rampIndex(share: number): number {
  return Math.max(0, Math.min(RAMP_SIZE - 1, Math.round(share * (RAMP_SIZE - 1))));
}

/**
 * Share of a diverging scale with symmetric limits: −limit → 0, 0 → ½, +limit → 1.
 * Where everything is 0 there is no limit and every value stands in the middle.
 */
export function divergingShare(value: number, limit: number): number {
  return limit > 0 ? 0.5 + value / limit / 2 : 0.5;
}

/** Blue (negative) – the editor's background (0) – orange (positive). */
export function divergingRamp(background: Rgb, kind: ThemeKind): Ramp {
  const ends = DIVERGING[kind];
  return ramp(ends[0], background, ends[1]);
}

/** For probabilities and other values ≥ 0: background – one hue. */
export function sequentialRamp(background: Rgb, kind: ThemeKind): Ramp {
  return ramp(background, SEQUENTIAL[kind]);
}

/**
 * Class colours in the order of Okabe and Ito, each tuned to keep 3 : 1 against the background,
 * 4.5 : 1 in high contrast. The ninth and those after it are paler, on a light background darker,
 * than the first eight.
 */
export function classColor(index: number, kind: ThemeKind): Rgb {
  const colors = OKABE_ITO[kind];
  const color = colors[index % colors.length];
  if (Math.floor(index / colors.length) % 2 === 0) return color;
  return kind === 'light' || kind === 'hc-light'
    ? mix(color, [0, 0, 0], 0.25)
    : mix(color, [255, 255, 255], 0.4);
}

/** What gradients are written in, everywhere: 4.5 : 1 against the background. */
export function gradientColor(kind: ThemeKind): Rgb {
  return GRADIENT[kind];
}

const GRADIENT: Record<ThemeKind, Rgb> = {
  dark: [236, 140, 48],
  light: [176, 88, 0],
  'hc-dark': [255, 158, 54],
  'hc-light': [176, 76, 0],
};

const DIVERGING: Record<ThemeKind, [Rgb, Rgb]> = {
  dark: [
    [78, 160, 240],
    [236, 140, 48],
  ],
  light: [
    [30, 110, 190],
    [216, 108, 10],
  ],
  'hc-dark': [
    [90, 176, 255],
    [255, 158, 54],
  ],
  'hc-light': [
    [0, 80, 170],
    [176, 76, 0],
  ],
};

const SEQUENTIAL: Record<ThemeKind, Rgb> = {
  dark: [64, 196, 160],
  light: [0, 120, 92],
  'hc-dark': [80, 232, 188],
  'hc-light': [0, 96, 72],
};

// Orange, sky blue, bluish green, yellow, blue, vermilion, reddish purple, grey.
const OKABE_ITO_DARK: Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [26, 184, 138],
  [240, 228, 66],
  [70, 136, 226],
  [232, 104, 42],
  [214, 136, 182],
  [168, 168, 168],
];
const OKABE_ITO_LIGHT: Rgb[] = [
  [194, 124, 0],
  [36, 136, 196],
  [0, 136, 98],
  [158, 138, 0],
  [0, 92, 168],
  [204, 82, 0],
  [176, 84, 140],
  [98, 98, 98],
];
const OKABE_ITO: Record<ThemeKind, readonly Rgb[]> = {
  dark: OKABE_ITO_DARK,
  light: OKABE_ITO_LIGHT,
  'hc-dark': OKABE_ITO_DARK,
  'hc-light': [
    [156, 98, 0],
    [20, 110, 164],
    [0, 122, 88],
    [126, 108, 0],
    [0, 80, 156],
    [188, 70, 0],
    [156, 66, 124],
    [90, 90, 90],
  ],
};

/** sRGB channel (0…255) to linear light (0…1). */
function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function companded(light: number): number {
  const c = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.max(0, Math.min(255, c * 255));
}

type Oklab = readonly [lightness: number, a: number, b: number];

function between(from: Oklab, to: Oklab, share: number): Oklab {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** Björn Ottosson's OKLab (2020), from linear sRGB. */
function toOklab(color: Rgb): Oklab {
  const [r, g, b] = color.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Oklab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    companded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    companded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    companded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
