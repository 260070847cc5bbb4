/** Builds a frame from the state of a run between two updates. */
import type { Origin, Recording } from '../../engine/training/run';
import type { Derivation, Frame, RunStatus, Watch } from '../../protocol/snapshot';
import type { WatchAnswer } from '../../protocol/worker';
import type { Clock } from '../run/clock';
import type { BuiltFrame } from './frameSender';
import type { LoadedRun } from '../run/loadedRun';
import type { RateMeter } from './rateMeter';
import { derivationOf } from './derivation';
import { histogramsOf, layerStats, tensorsDescribed, valuesOf } from './tensors';
import { unitHealth } from './unitHealth';
import { arraysOfUnits, unitValues } from './unitValues';
import { layerWarnings } from './warnings';
import type { Timeline } from '../run/timeline';

export class FrameBuilder {
  watch: Watch = { tensors: [], boundary: 0 };
  private revision = 0;
  /** The step of the last frame. */
  private builtAt = NaN;

  constructor(
    private readonly loaded: LoadedRun,
    private readonly rate: RateMeter,
    private readonly clock: Clock,
  ) {}

  /** A frame with what has changed in the history since the last one. */
  next(status: RunStatus, withPlanes: boolean): BuiltFrame {
    const { run, stepLog } = this.loaded;
    const logs = () => ({ history: run.log.changes(), steps: stepLog.changes() });
    return this.build(status, logs, withPlanes);
  }

  /** A frame with the whole history. */
  whole(status: RunStatus): Frame {
    const { run, stepLog } = this.loaded;
    const logs = () => ({ history: run.log.slice(0), steps: stepLog.all() });
    return this.build(status, logs, true).frame;
  }

  /** An answer for the last frame; null if the run has moved on since. */
  answer(): WatchAnswer | null {
    const { run } = this.loaded;
    if (run.position.step !== this.builtAt) return null;
    return { derivation: this.derive(run.peek(), true) };
  }

  private derive(recording: Recording, resting: boolean): Derivation | null {
    const wanted = this.watch.derivation;
    return wanted ? derivationOf(this.loaded.run, recording, wanted, resting) : null;
  }

  private build(
    status: RunStatus,
    takeLogs: () => Pick<Frame, 'history' | 'steps'>,
    withPlanes: boolean,
  ): BuiltFrame {
    const { loaded, watch } = this;
    const { run, description } = loaded;
    const started = this.clock.now();
    const logs = takeLogs();
    const recording = run.peek();
    const wanted = tensorsDescribed(watch, status.state !== 'running');
    const stats = recording.layers.map(layer => layerStats(layer, wanted));
    const health = recording.layers.map((layer, i) =>
      unitHealth(description.layers[i].activation, layer),
    );
    const batch = { rows: recording.x.rows, whole: description.batchesPerEpoch === 1 };
    const tensors = watch.tensors.flatMap(ref => valuesOf(recording, ref) ?? []);
    const units = watch.units ? unitValues(recording, watch.units.row) : null;
    const histograms = watch.histogram ? histogramsOf(recording, watch.histogram) : [];
    const derivation = this.derive(recording, status.state !== 'running');
    const recorded = this.clock.now();
    const boundary = withPlanes ? loaded.boundary(watch.boundary) : null;
    const maps = withPlanes && watch.maps ? loaded.maps(watch.maps) : null;
    const drawn = this.clock.now();
    const epochsPerSecond =
      this.rate.at(drawn, run.position.step) / Math.max(1, description.batchesPerEpoch);
    this.builtAt = run.position.step;
    const frame: Frame = {
      revision: ++this.revision,
      run: loaded.number,
      status,
      position: run.position,
      timeline: timelineOf(loaded.timeline, run.origin),
      lastEpoch: run.lastEpoch.slice(),
      batchLoss: recording.loss,
      samplesPerSecond: epochsPerSecond * loaded.rowsPerEpoch,
      epochsPerSecond,
      ...logs,
      stats,
      health,
      warnings: layerWarnings(stats, health, batch),
      checks: loaded.verifier?.report ?? null,
      tensors,
      boundary,
      units,
      maps,
      histograms,
      derivation,
    };
    const cost = { recording: recorded - started, planes: drawn - recorded };
    return { frame, transfer: buffersOf(frame), cost };
  }
}

function timelineOf({ start, head, ended, bytes }: Timeline, origin: Origin): Frame['timeline'] {
  return { start, head, ended, bytes, origin };
}

/** The buffers of the frame's arrays: copies of exact length, so they can be transferred. */
function buffersOf(frame: Frame): ArrayBuffer[] {
  const { history, steps, lastEpoch, tensors, boundary, units, maps, histograms } = frame;
  const arrays = [
    lastEpoch,
    ...[history, steps].flatMap(({ numbers, values }) => [numbers, ...values]),
    ...tensors.map(({ data }) => data),
    ...(units ? arraysOfUnits(units) : []),
    ...histograms.map(({ counts }) => counts),
    ...(boundary ? [boundary.values, ...boundary.atPoints] : []),
    ...(maps ? [maps.values] : []),
  ];
  return arrays.map(array => array.buffer as ArrayBuffer);
}
