/** The page's icons: 16 × 16 outlines in the colour of the text around them. */
import { element } from './dom';

const SHAPES = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3v10l7-5zM11 3h2v10h-2z',
  stepBack:
    'M14 9.2A6 6 0 0 0 3 5.9V2.5H2v5h5v-1H3.8A5 5 0 0 1 13 9.2zM8 11a1.9 1.9 0 1 0 0 3.8A1.9 1.9 0 0 0 8 11z',
  stepOver:
    'M2 9.2a6 6 0 0 1 11-3.3V2.5h1v5H9v-1h3.2A5 5 0 0 0 3 9.2zM8 11a1.9 1.9 0 1 1 0 3.8A1.9 1.9 0 0 1 8 11z',
  stepInto:
    'M7.5 1.5h1v5.7l2.5-2.5.7.7L8 9.1 4.3 5.4l.7-.7 2.5 2.5zM8 11a1.9 1.9 0 1 1 0 3.8A1.9 1.9 0 0 1 8 11z',
  more: 'M3 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zm5 0a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zm5 0a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z',
  ring: 'M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zm0 1a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z',
  dot: 'M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  fork: 'M5 1a2 2 0 0 1 .5 3.94V7h4A1.5 1.5 0 0 0 11 5.5v-.56a2 2 0 1 1 1 0v.56A2.5 2.5 0 0 1 9.5 8h-4v3.06a2 2 0 1 1-1 0V4.94A2 2 0 0 1 5 1zm0 1a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm0 10a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm6.5-10a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  reset: 'M8 3a5 5 0 1 1-4.9 6h1.05A4 4 0 1 0 5 5.35L6.65 7H2.5V2.85l1.79 1.79A5 5 0 0 1 8 3z',
  down: 'M3.2 6.2l.7-.7L8 9.6l4.1-4.1.7.7L8 11z',
  left: 'M9.8 3.2l.7.7L6.4 8l4.1 4.1-.7.7L5 8z',
  right: 'M6.2 3.2L5.5 3.9 9.6 8l-4.1 4.1.7.7L11 8z',
  copy: 'M5 1.5h8.5V11H12v-1h.5V2.5H6V3H5zM2.5 4H11v10.5H2.5zm1 1v8.5H10V5z',
  close: 'M8 7.3l4.1-4.1.7.7L8.7 8l4.1 4.1-.7.7L8 8.7l-4.1 4.1-.7-.7L7.3 8 3.2 3.9l.7-.7z',
  eye: 'M8 3.5c3.1 0 5.6 1.9 6.8 4.5-1.2 2.6-3.7 4.5-6.8 4.5S2.4 10.6 1.2 8C2.4 5.4 4.9 3.5 8 3.5zm0 1C5.5 4.5 3.4 5.9 2.3 8 3.4 10.1 5.5 11.5 8 11.5s4.6-1.4 5.7-3.5C12.6 5.9 10.5 4.5 8 4.5zM8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zm0 1a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
  eyeClosed:
    'M2.1 6.5C3.3 8.5 5.5 9.8 8 9.8s4.7-1.3 5.9-3.3l.85.5c-.4.7-.9 1.3-1.5 1.85l1.3 1.5-.75.65-1.35-1.55c-.75.45-1.55.8-2.45 1l.45 1.95-.95.25-.5-2a8.5 8.5 0 0 1-2 0l-.5 2-.95-.25.45-1.95c-.9-.2-1.7-.55-2.45-1L2.2 11l-.75-.65 1.3-1.5A7.6 7.6 0 0 1 1.25 7z',
  warning: 'M8 1.5l6.8 12.5H1.2zm0 2.1L2.9 13h10.2zM7.5 6.5h1v3.7h-1zM7.5 11h1v1.1h-1z',
  pass: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM11.1 5.4l.75.66-4.7 5.35-2.95-2.9.7-.72 2.2 2.16z',
  error:
    'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM7.5 4.5h1v4.7h-1zM7.5 10.3h1v1.2h-1z',
  check: 'M6.3 12.4L2.2 8.3l.7-.7 3.4 3.4 6.8-6.8.7.7z',
  bug: 'M8 2a3 3 0 0 1 3 2.9l1.8-1.4.6.8-2 1.6c.4.6.6 1.3.6 2.1h2v1h-2c0 .7-.2 1.4-.5 2l2.1 1.7-.6.8-2.1-1.7A4 4 0 0 1 8 13.5a4 4 0 0 1-2.9-1.7l-2.1 1.7-.6-.8L4.5 11c-.3-.6-.5-1.3-.5-2H2V8h2c0-.8.2-1.5.6-2.1l-2-1.6.6-.8L5 4.9A3 3 0 0 1 8 2zm0 1a2 2 0 0 0-2 2h4a2 2 0 0 0-2-2zM5.6 6C5.2 6.6 5 7.3 5 8v1c0 1.9 1.3 3.5 3 3.5s3-1.6 3-3.5V8c0-.7-.2-1.4-.6-2z',
  paste: 'M5.5 1.5h5v1.5H13v11.5H3V3h2.5zm1 1v2h3v-2zM4 4v9.5h8V4h-1.5v1.5h-5V4z',
  beaker:
    'M5.5 1.5h5v1H10v4l3.7 6.3-.5.9v.8H2.8v-.8l-.5-.9L6 6.5v-4h-.5zm1.5 1v4.3L5.3 9.7h5.4L9 6.8V2.5zM4.7 10.7l-1.6 2.8h9.8l-1.6-2.8z',
  file: 'M3.5 1.5h6l3.5 3.5v9.5h-9.5zm1 1v11H12V6H8.5V2.5zm5 .4V5h2.1z',
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM7.5 6.7h1v4.8h-1zM7.5 4.4h1v1.2h-1z',
} as const;

export type IconName = keyof typeof SHAPES;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '16');
  svg.setAttribute('fill', 'currentColor');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Another picture in the same place. */
export function setIcon(svg: SVGSVGElement, name: IconName): void {
  const path = svg.firstElementChild;
  if (path && path.getAttribute('d') !== SHAPES[name]) path.setAttribute('d', SHAPES[name]);
}

export function iconButton(name: IconName, title: string, press: () => void): HTMLButtonElement {
  const button = element('button', {
    class: 'icon-button',
    attributes: { type: 'button', title, 'aria-label': title },
  });
  button.append(icon(name));
  button.addEventListener('click', press);
  return button;
}
