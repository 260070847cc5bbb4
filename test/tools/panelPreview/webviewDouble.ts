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

addEventListener(
  'click',
  () => {
    const { openings } = outer;
    const words = document.querySelector('.derivation-is');
    if (!openings || !words) return;
    const started = performance.now();
    const painted = new MessageChannel();
    painted.port1.onmessage = () => openings.push(performance.now() - started);
    const derived = new MutationObserver(() => {
      derived.disconnect();
      // What is posted from the next frame arrives once that has been painted.
      request(() => painted.port2.postMessage(null));
    });
    derived.observe(words, { childList: true });
  },
  { capture: true },
);
