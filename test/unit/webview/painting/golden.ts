/** The pictures as files: what is drawn now, and what was committed. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { drawToSvg } from '../../../../webview/drawing/svgPen';
import type { PictureCase } from './cases/case';
import { formatted } from './formatted';
import { themeOf } from './themes';

export const GOLDEN = path.join(__dirname, '../golden');

export function drawn({ theme: kind, size, draw }: PictureCase): string {
  const theme = themeOf(kind);
  const { width, height } = size(theme);
  return formatted(drawToSvg(width, height, pen => draw(pen, theme)));
}

export function goldenFile({ name }: Pick<PictureCase, 'name'>): string {
  return path.join(GOLDEN, `${name}.svg`);
}

export async function committed(): Promise<Map<string, string>> {
  const files = (await readdir(GOLDEN)).filter(file => file.endsWith('.svg'));
  const texts = files.map(async file => {
    const text = await readFile(path.join(GOLDEN, file), 'utf8');
    return [file.replace(/\.svg$/, ''), text] as const;
  });
  return new Map(await Promise.all(texts));
}
