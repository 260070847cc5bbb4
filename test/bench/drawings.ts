/** How often a page paints on its canvases, and how often it could. */
import type { Frame, Page } from 'playwright-core';

/** When (ms) anything was painted within this time (ms): once for each task, whatever it painted. */
export function drawingTimes(page: Page | Frame, duration: number): Promise<number[]> {
  return page.evaluate(async ms => {
    const times: number[] = [];
    let painting = false;
    const pen = CanvasRenderingContext2D.prototype;
    const originals = ['fillRect', 'stroke', 'drawImage'].map(name => ({
      name,
      paint: Reflect.get(pen, name) as (...given: unknown[]) => void,
    }));
    for (const { name, paint } of originals) {
      const watched = new Proxy(paint, {
        apply(target, canvas, given) {
          if (!painting) {
            painting = true;
            times.push(performance.now());
            queueMicrotask(() => (painting = false));
          }
          return Reflect.apply(target, canvas, given);
        },
      });
      Reflect.set(pen, name, watched);
    }
    await new Promise(resolve => setTimeout(resolve, ms));
    for (const { name, paint } of originals) Reflect.set(pen, name, paint);
    return times;
  }, duration);
}

/** How many animation frames this page gets within this time (ms): it can draw no oftener. */
export function animationFrames(page: Page | Frame, duration: number): Promise<number> {
  return page.evaluate(async ms => {
    const end = performance.now() + ms;
    for (let frames = 0; ; frames++) {
      const now = await new Promise<number>(resolve => requestAnimationFrame(resolve));
      if (now >= end) return frames;
    }
  }, duration);
}
