/** What a picture holds, read by a browser. */
import type { Page } from 'playwright-core';
import { dataUrl } from './images';

export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}

export async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  const { width, height, bytes } = await page.evaluate(async source => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at++) text += String.fromCharCode(data[at]);
    return { width: image.width, height: image.height, bytes: btoa(text) };
  }, dataUrl(png));
  return { width, height, rgba: new Uint8Array(Buffer.from(bytes, 'base64')) };
}
