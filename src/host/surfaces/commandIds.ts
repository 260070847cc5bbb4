/** Every command of the manifest; a test holds the two together. */
export const COMMANDS = {
  train: 'backprop.train',
  step: 'backprop.step',
  stepEpoch: 'backprop.stepEpoch',
  stepLayer: 'backprop.stepLayer',
  stepGate: 'backprop.stepGate',
  stepBack: 'backprop.stepBack',
  stopWhen: 'backprop.stopWhen',
  pause: 'backprop.pause',
  reset: 'backprop.reset',
  fork: 'backprop.fork',
  compareRuns: 'backprop.compareRuns',
  inspect: 'backprop.inspect',
  copyNumPy: 'backprop.copyNumPy',
  copyCsv: 'backprop.copyCsv',
  goToLine: 'backprop.goToLine',
  filterTensors: 'backprop.filterTensors',
  checkGradients: 'backprop.checkGradients',
  openPanel: 'backprop.openPanel',
  openSample: 'backprop.openSample',
  runSweep: 'backprop.runSweep',
  cancelSweep: 'backprop.cancelSweep',
  newExperiment: 'backprop.newExperiment',
  newFromCsv: 'backprop.newFromCsv',
} as const;

export type CommandName = keyof typeof COMMANDS;
