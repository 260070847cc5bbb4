/** The views of the panel: a new one is a line of its own here. */
import { ConfusionView } from '../confusion/confusion';
import { Evaluated } from '../confusion/evaluated';
import { MisclassifiedView } from '../confusion/misclassified';
import { CurvesView } from '../curves/curves';
import { DerivationView } from '../derivation/derivation';
import { FindingsView } from '../findings/findings';
import { FlowView } from '../flow/flow';
import { GradientCheckView } from '../gradientCheck/gradientCheck';
import { GraphView } from '../graph/graph';
import { LayerView } from '../layer/layer';
import { LogView } from '../log/log';
import { MatricesView } from '../matrices/matrices';
import { PredictionsView } from '../predictions/predictions';
import { NetworkView } from '../network/network';
import { RunsView } from '../runs/runs';
import { SweepView } from '../sweep/sweep';
import { SweepCurvesView } from '../sweep/sweepCurves';
import { TaskView } from '../task/task';
import type { PageContext, View } from '../sections/view';

export type Views = ReturnType<typeof createViews>;

/** All of them, from top to bottom, and those that the page itself asks for something. */
export function createViews(page: PageContext) {
  const curves = new CurvesView(page);
  const matrices = new MatricesView(page);
  const derivation = new DerivationView(page);
  const findings = new FindingsView(page);
  const sweep = new SweepView(page);
  const evaluated = new Evaluated(page);
  const gradientCheck = new GradientCheckView(page);
  const all: readonly View[] = [
    new TaskView(page),
    new GraphView(page),
    curves,
    findings,
    new RunsView(page),
    sweep,
    new SweepCurvesView(page),
    new ConfusionView(page, evaluated),
    new MisclassifiedView(page, evaluated),
    new PredictionsView(page, evaluated),
    new NetworkView(page),
    new LayerView(page),
    matrices,
    derivation,
    new FlowView(page),
    gradientCheck,
    new LogView(page),
  ];
  return { curves, sweep, findings, matrices, derivation, gradientCheck, all };
}
