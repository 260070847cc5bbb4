/** What VS Code puts into a webview before the page's own script runs. */
import type { PreviewWindow } from './previewHost';

const outer = window.parent as PreviewWindow;
let taken = false;

Object.assign(window, {
  acquireVsCodeApi() {
    if (taken) throw new Error('An instance of the VS Code API has already been acquired');
    taken = true;
    return {
      postMessage: (message: unknown) => outer.postMessage({ preview: message }, '*'),
      getState: () => outer.kept,
      setState: (state: NonNullable<PreviewWindow['kept']>) => {
        outer.kept = state;
      },
    };
  },
});

const request = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = draw =>
  request(time => {
    const started = performance.now();
    draw(time);
    outer.drawTimes?.push(performance.now() - started);
  });
