/** Builds a frame from the state of a run between two updates. */
import type { Origin, Recording } from '../../engine/training/run';
import { unitHealth } from '../../experiment/diagnosis/unitHealth';
import {
  buffersOf,
  dataOf,
  FEED_NAMES,
  FEEDS,
  isWished,
  PLANES,
  type Data,
  type FeedName,
  type Wishes,
} from '../../protocol/feeds';
import type { Frame, RunStatus, Watch } from '../../protocol/snapshot';
import type { WatchAnswer } from '../../protocol/worker';
import type { Clock } from '../time/clock';
import type { BuiltFrame } from './frameSender';
import type { LoadedRun } from '../run/loadedRun';
import type { RateMeter } from './rateMeter';
import { COMPUTE, type FeedSource } from './feeds';
import { distributionOf, layerStats, tensorsDescribed } from './tensors';
import type { Timeline } from '../run/timeline';

const ALL_BUT_PLANES = FEED_NAMES.filter(name => !PLANES.includes(name));

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
    const { run, recorder } = this.loaded;
    const logs = () => ({ history: run.log.changes(), steps: recorder.log.changes() });
    return this.build(status, logs, withPlanes);
  }

  /** A frame with the whole history. */
  whole(status: RunStatus): Frame {
    const { run, recorder } = this.loaded;
    const logs = () => ({ history: run.log.slice(0), steps: recorder.log.all() });
    return this.build(status, logs, true).frame;
  }

  /** An answer for the last frame; null if the run has moved on since. */
  answer(): WatchAnswer | null {
    const { run } = this.loaded;
    if (run.position.step !== this.builtAt) return null;
    const { range = null } = this.watch;
    const source = { loaded: this.loaded, recording: run.peek(), resting: true, range };
    const derivation = this.datum(source, 'derivation');
    const formula = this.datum(source, 'formula');
    return { derivation, formula, ...this.inspected(source.recording) };
  }

  /** Nothing where no tensor is asked for. */
  private inspected(recording: Recording): Pick<Frame, 'distribution'> {
    const { distribution: ref } = this.watch;
    return ref ? { distribution: distributionOf(recording, ref) } : {};
  }

  private datum<Name extends FeedName>(source: FeedSource, name: Name): Data[Name] {
    const { [name]: wish }: Partial<Wishes> = this.watch;
    return isWished<Name>(wish) ? COMPUTE[name](source, wish) : FEEDS[name].none;
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
    const resting = status.state !== 'running';
    const wanted = tensorsDescribed(watch, resting);
    const stats = recording.layers.map(layer => layerStats(layer, wanted));
    const source = { loaded, recording, resting, range: watch.range ?? null };
    const compute = <Name extends FeedName>(name: Name) => this.datum(source, name);
    const atOnce = dataOf(ALL_BUT_PLANES, compute);
    const recorded = this.clock.now();
    const data = withPlanes ? dataOf(PLANES, compute, atOnce) : atOnce;
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
      lastEpoch: loaded.lastMeasured,
      batchLoss: recording.loss,
      samplesPerSecond: epochsPerSecond * loaded.rowsPerEpoch,
      epochsPerSecond,
      ...logs,
      stats,
      health: recording.layers.map((layer, i) =>
        unitHealth(run.spec.model.layers[i].activation, layer),
      ),
      ...loaded.diagnosis.outcome(run, resting),
      checks: loaded.verifier?.report ?? null,
      ...data,
      ...this.inspected(recording),
    };
    const cost = { recording: recorded - started, planes: drawn - recorded };
    const transfer = [...buffersOf(data), ...logBuffers(frame)];
    return { frame, transfer, cost };
  }
}

function timelineOf({ start, head, ended, bytes }: Timeline, origin: Origin): Frame['timeline'] {
  return { start, head, ended, bytes, origin };
}

/** They are copies of exact length, as all data are: they can be handed over. */
function logBuffers({ history, steps, lastEpoch }: Frame): ArrayBuffer[] {
  const logs = [history, steps].flatMap(({ numbers, values }) => [numbers, ...values]);
  return [lastEpoch, ...logs].map(({ buffer }) => buffer as ArrayBuffer);
}
