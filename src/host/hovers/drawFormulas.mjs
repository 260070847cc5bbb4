// Draws the formulas at build time, as SVG pictures of the text's colour: the extension carries
// pictures, not the program that sets them.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { ACTIVATION_FORMULAS, LOSS_FORMULAS } from './formulas.mjs';

/** Pixels of an em: a little more than the words around it. */
const EM = 15;
const UNITS_PER_EM = 1000;
/** Pixels around the formula. */
const MARGIN = 4;

/** Writes `{activations, losses}`, each formula as `{svg, words}` by its name. */
export function writeFormulas(file) {
  const pictures = {
    activations: drawAll(ACTIVATION_FORMULAS),
    losses: drawAll(LOSS_FORMULAS),
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(pictures));
}

function drawAll(formulas) {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const page = mathjax.document('', {
    InputJax: new TeX({ packages: ['base', 'ams'] }),
    OutputJax: new SVG({ fontCache: 'local' }),
  });
  return Object.fromEntries(
    Object.entries(formulas).map(([name, { value, derivative, note, words }]) => {
      const lines = [value, derivative, ...(note ? [note] : [])].map(aligned);
      const tex = `\\begin{aligned} ${lines.join(' \\\\[6pt] ')} \\end{aligned}`;
      const container = page.convert(tex, { display: true });
      return [name, { svg: finished(adaptor.innerHTML(container), name), words }];
    }),
  );
}

/** At its first sign of equality. */
function aligned(formula) {
  return formula.replace(/=|\\approx/, sign => `&${sign}`);
}

/** With a size in pixels, a margin, and nothing that a picture does not need. */
function finished(svg, name) {
  if (svg.includes('data-mml-node="merror"')) throw new Error(`The formula of ${name} is wrong.`);
  const [, box] = /viewBox="([^"]+)"/.exec(svg);
  const [left, top, width, height] = box.split(' ').map(Number);
  const margin = (MARGIN * UNITS_PER_EM) / EM;
  const outer = [left - margin, top - margin, width + 2 * margin, height + 2 * margin];
  const size = length => Math.ceil((length * EM) / UNITS_PER_EM);
  const start = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size(outer[2])}" height="${size(outer[3])}" viewBox="${outer.map(Math.round).join(' ')}">`;
  return svg
    .replace(/^<svg[^>]*>/, start)
    .replaceAll(/ (?:data-[\w-]+|role|focusable|class)="[^"]*"/g, '')
    .replaceAll(/ aria-hidden="true"/g, '');
}
