/** For everything that the manifest declares, the test that shows what it does. */

/** A file below test/, and the title of a test in it, as it is written there. */
export type Row = readonly [file: string, title: string];

const steps = 'host/commands/steps.test.ts';
const inspector = 'host/commands/inspector.test.ts';
const files = 'host/commands/files.test.ts';
const shown = 'host/commands/shown.test.ts';
const training = 'host/training.test.ts';

export const COMMANDS: Record<string, Row> = {
  'backprop.train': [training, 'learns XOR'],
  'backprop.pause': [training, 'pauses, keeps what was computed, goes on and resets'],
  'backprop.reset': [steps, 'Reset goes back to step 0, Inspect computes nothing further'],
  'backprop.step': [
    steps,
    'Step One Batch does one update, Step One Epoch what is left of its epoch',
  ],
  'backprop.stepEpoch': [
    steps,
    'Step One Batch does one update, Step One Epoch what is left of its epoch',
  ],
  'backprop.stepLayer': [
    steps,
    'Step One Layer goes one layer further, and updates at the end of the pass alone',
  ],
  'backprop.stepGate': ['host/expression.test.ts', 'goes forward and backward, in its panel'],
  'backprop.stepBack': [steps, 'Step Back stands where the step before stood, to its bits'],
  'backprop.stopWhen': [
    'host/commands/stopWhen.test.ts',
    'pauses a run by a condition whose number was changed, and keeps it',
  ],
  'backprop.fork': [
    'host/forks.test.ts',
    'goes on from where the run stands, and is compared with the file of that run',
  ],
  'backprop.compareRuns': [
    inspector,
    'asks which of several, the newest first, and shows the file of that one',
  ],
  'backprop.inspect': ['host/inspector.test.ts', 'a chosen tensor opens the panel at its matrix'],
  'backprop.findings': [
    'unit/host/window/findings.test.ts',
    'are shown in the panel from the lens, and what may help is tried there',
  ],
  'backprop.checkGradients': [
    'host/gradientCheck.test.ts',
    'compares every tensor of the network, and trains nothing',
  ],
  'backprop.compareWithMyLog': [
    'unit/host/window/myLog.test.ts',
    'is taken from the clipboard, and shown in the panel',
  ],
  'backprop.copyNumPy': [
    'unit/host/chosenNode.test.ts',
    'copy the tensor of the current row by key, and say what was copied',
  ],
  'backprop.copyCsv': ['host/inspector.test.ts', 'copies a tensor with every digit'],
  'backprop.goToLine': ['host/inspector.test.ts', 'goes to the line that decides a tensor'],
  'backprop.findMyBugInFrame': [
    'host/debugger.test.ts',
    'has its mistake on the line that makes it, until it is mended',
  ],
  'backprop.filterTensors': [
    inspector,
    'Filter Tensors… shows what is ticked, and stays so; closed, it changes nothing',
  ],
  'backprop.openPanel': ['host/panel.test.ts', 'is one for each experiment'],
  'backprop.openSample': [
    files,
    'from a sample opens one, and writes over no copy that a person has changed',
  ],
  'backprop.runSweep': [
    'host/sweep.test.ts',
    'runs from its lens, and its results are in the panel',
  ],
  'backprop.cancelSweep': [
    'host/sweep.test.ts',
    'is cancelled by its lens: what has ended stays, and another one can be run',
  ],
  'backprop.newExperiment': [files, 'from a table shows its columns to choose among'],
  'backprop.chooseColumns': ['unit/host/window/tables.test.ts', 'learns the target that is chosen'],
  'backprop.findMyBug': [
    'host/autopsy.test.ts',
    'names the mistake in a file of arrays, in an editor of its own',
  ],
  'backprop.openGuide': [
    'host/commands/guides.test.ts',
    'opens a page of the extension in the preview of Markdown',
  ],
  'backprop.newFromCsv': [
    files,
    'from this CSV asks before it replaces a file, which stays as it is where one refuses',
  ],
};

const lens = 'host/codeLens.test.ts';
export const SETTINGS: Record<string, Row> = {
  'backprop.codeLens.file': [lens, 'can be hidden'],
  'backprop.codeLens.layers': [
    lens,
    'name the classes of text labels, and are hidden each by its setting',
  ],
  'backprop.codeLens.data': [
    lens,
    'name the classes of text labels, and are hidden each by its setting',
  ],
  'backprop.codeLens.sweep': [
    lens,
    'above a sweep and above a CSV file are hidden by their settings as well',
  ],
  'backprop.codeLens.checks': [
    'host/checks.test.ts',
    'are made while it trains: a Problem where one fails, and a lens that counts',
  ],
  'backprop.codeLens.csv': [
    lens,
    'above a sweep and above a CSV file are hidden by their settings as well',
  ],
  'backprop.inlayHints': ['host/expression.test.ts', 'hides its hints where the setting says so'],
  'backprop.largestDataFile': [
    'host/largeFile.test.ts',
    'is refused with a sentence above the limit, which a setting raises',
  ],
  'backprop.findings': [
    'unit/host/window/findings.test.ts',
    'are shown where the setting says: everywhere, among the Problems, nowhere',
  ],
  'backprop.threads': [shown, 'is how many train a network together'],
};
