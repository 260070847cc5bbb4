/** Pictures as files: a browser reads and writes them, as it does everywhere else here. */
import type { Page } from 'playwright-core';

/** @param width of the result in its own pixels, where it is to be smaller */
export async function webp(
  page: Page,
  png: Buffer,
  quality: number,
  width?: number,
): Promise<Buffer> {
  const url = await page.evaluate(
    async ([source, degree, most]) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = Math.min(most ?? image.width, image.width);
      canvas.height = Math.round((image.height * canvas.width) / image.width);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('There is no canvas.');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', degree);
    },
    [dataUrl(png), quality, width] as const,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

export const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;
