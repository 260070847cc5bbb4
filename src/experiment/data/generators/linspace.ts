/** As numpy.linspace: start + i · step, the last one exactly `stop`. */
export function linspace(start: number, stop: number, n: number, endpoint = true): number[] {
  const step = (stop - start) / Math.max(1, endpoint ? n - 1 : n);
  return Array.from({ length: n }, (_, i) =>
    endpoint && n > 1 && i === n - 1 ? stop : i * step + start,
  );
}
