/** Gives the worker the data files of an experiment, each version of a file once. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Problem } from '../../../experiment/format/problem';
import type { DataFile } from '../../../protocol/worker';
import { firstError, type ExperimentSource } from './source';

/** Smaller contents are copied: their buffers may be shared with others. */
const SMALLEST_TO_HAND_OVER = 1 << 20;

export class DataFeed {
  /** Versions that the worker has been given, by path. */
  private readonly held = new Map<string, string>();

  constructor(private readonly source: ExperimentSource) {}

  /** The worker is gone, or a file has changed without another version: all are given again. */
  forget(): void {
    this.held.clear();
  }

  /**
   * Sends a request with the files as they are now; once more, with all that is missing, if the
   * worker lacks some. Answers its result, or what is wrong with the files themselves.
   */
  async send<Result extends { missing: string[] }>(
    experiment: Experiment,
    request: (files: DataFile[], transfer: ArrayBuffer[]) => Promise<Result>,
  ): Promise<{ problems: Problem[]; result: Result | null }> {
    for (let attempt = 0; ; attempt++) {
      const isHeld = (path: string, version: string) => this.held.get(path) === version;
      const { files, problems } = await this.source.readFiles(experiment, isHeld);
      if (firstError(problems)) return { problems, result: null };
      const result = await request(files, buffersOf(files));
      for (const { path, version } of files) this.held.set(path, version);
      for (const path of result.missing) this.held.delete(path);
      if (result.missing.length === 0 || attempt > 0) return { problems, result };
    }
  }
}

/** Buffers of large contents, which are the host's alone: they are handed over instead of copied. */
function buffersOf(files: readonly DataFile[]): ArrayBuffer[] {
  return files.flatMap(({ content }) => {
    if (!content || content.byteLength < SMALLEST_TO_HAND_OVER) return [];
    const { buffer, byteLength } = content;
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    return whole ? [buffer] : [];
  });
}
