/** Sends the worker the data files of an experiment, each version once. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Finding } from '../../../experiment/format/finding';
import type { DataFile } from '../../../protocol/worker';
import { firstError, type ExperimentSource } from './source';

/** In bytes. Smaller contents are copied: their buffers may be shared. */
const SMALLEST_TO_HAND_OVER = 1 << 20;

export class DataFeed {
  /** Versions that the worker has, by path. */
  private readonly held = new Map<string, string>();

  constructor(private readonly source: ExperimentSource) {}

  /** Sends all files again next time: the worker has ended, or a file has changed without a new version. */
  forget(): void {
    this.held.clear();
  }

  /**
   * Sends a request with the files as they are now, and repeats it if the worker lacks some of them.
   * @returns its result, or the problems of the files themselves
   */
  async send<Result extends { missing: string[]; problems: Finding[] }>(
    experiment: Experiment,
    request: (files: DataFile[], transfer: ArrayBuffer[]) => Promise<Result>,
  ): Promise<{ problems: Finding[]; result: Result | null }> {
    for (let attempt = 0; ; attempt++) {
      const isHeld = (path: string, version: string) => this.held.get(path) === version;
      const { files, problems } = await this.source.readFiles(experiment, isHeld);
      if (firstError(problems)) return { problems, result: null };
      const result = await request(files, buffersOf(files));
      for (const { path, version } of files) this.held.set(path, version);
      for (const path of result.missing) this.held.delete(path);
      if (result.missing.length === 0 || attempt > 0) {
        const found = this.source.worded(result.problems);
        return { problems, result: { ...result, problems: found } };
      }
    }
  }
}

/** Buffers of large contents: nothing else uses them, so they are transferred instead of copied. */
export function buffersOf(files: readonly DataFile[]): ArrayBuffer[] {
  return files.flatMap(({ content }) => {
    if (!content || content.byteLength < SMALLEST_TO_HAND_OVER) return [];
    const { buffer, byteLength } = content;
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    return whole ? [buffer] : [];
  });
}
