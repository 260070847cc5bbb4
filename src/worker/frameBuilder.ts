/** Puts the state of a run between two updates into a frame. */
import type { Frame, HistorySlice, RunStatus, Watch } from '../protocol/snapshot';
import type { Clock } from './clock';
import type { BuiltFrame } from './frameSender';
import type { LoadedRun } from './loadedRun';
import type { RateMeter } from './rateMeter';
import { layerStats, valuesOf } from './tensors';

export class FrameBuilder {
  watch: Watch = { tensors: [], boundary: 0 };
  private revision = 0;
  /** Rows of the epoch log that earlier frames have carried. */
  private sentRows = 0;

  constructor(
    private readonly loaded: LoadedRun,
    private readonly rate: RateMeter,
    private readonly clock: Clock,
  ) {}

  /** The next frame continues a history that starts again. */
  restart(): void {
    this.sentRows = 0;
  }

  /** A frame with the history since the last one. */
  next(status: RunStatus): BuiltFrame {
    const built = this.build(status, this.sentRows);
    this.sentRows += built.frame.history.epochs.length;
    return built;
  }

  /** A frame with the whole history. */
  whole(status: RunStatus): Frame {
    return this.build(status, 0).frame;
  }

  private build(status: RunStatus, from: number): BuiltFrame {
    const { loaded, watch } = this;
    const { run, description } = loaded;
    const started = this.clock.now();
    const recording = run.peek();
    const stats = recording.layers.map(layerStats);
    const tensors = watch.tensors.flatMap(ref => valuesOf(recording, ref) ?? []);
    const recorded = this.clock.now();
    const boundary = loaded.boundary(watch.boundary);
    const drawn = this.clock.now();
    const epochsPerSecond =
      this.rate.at(drawn, run.position.step) / Math.max(1, description.batchesPerEpoch);
    const frame: Frame = {
      revision: ++this.revision,
      run: loaded.number,
      status,
      position: { ...run.position },
      batchLoss: recording.loss,
      samplesPerSecond: epochsPerSecond * loaded.rowsPerEpoch,
      epochsPerSecond,
      history: historyFrom(run.log, from),
      stats,
      tensors,
      boundary,
    };
    const cost = { recording: recorded - started, boundary: drawn - recorded };
    return { frame, transfer: buffersOf(frame), cost };
  }
}

function historyFrom(log: LoadedRun['run']['log'], from: number): HistorySlice {
  return {
    from,
    epochs: Float64Array.from(log.epochs.slice(from)),
    values: log.values.map(column => Float64Array.from(column.slice(from))),
  };
}

/** All buffers here are copies of exact length, so they can be handed over. */
function buffersOf({ history, tensors, boundary }: Frame): ArrayBuffer[] {
  const arrays = [history.epochs, ...history.values, ...tensors.map(({ data }) => data)];
  const pictures = boundary ? [boundary.values, ...boundary.atPoints] : [];
  return [...arrays, ...pictures].map(array => array.buffer as ArrayBuffer);
}
