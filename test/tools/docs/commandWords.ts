/** What each command does, in a sentence for media/docs/commands.md. */
import type { CommandName } from '../../../src/host/manifest/commandId';

/** In the order of the page. */
export const COMMAND_WORDS: Record<CommandName, string> = {
  train:
    'Trains to the last epoch, or to the early stop of the file. Runs in a worker: you can go on editing.',
  pause: 'Stops before the next update. **Train Network** goes on from there.',
  step: 'One forward pass, one backward pass, one update.',
  stepLayer:
    'One layer further through the pass: forward, then the loss, then backward, then the update.',
  stepGate: 'In an expression: one gate further, forward or backward.',
  stepEpoch: 'Trains to the end of the epoch.',
  stepBack: 'Back to the state before the last step, to the same bits.',
  reset: 'Back to step 0, with the same initial numbers.',
  stopWhen:
    'Pauses the run when a condition holds: a gradient vanishes, or the loss rises for some epochs.',
  fork: 'Continues from the step shown with the file as it is now, and keeps the old run for comparison.',
  compareRuns: 'Shows the files of two runs side by side.',
  findings: 'Opens the tab **Findings**: why the network does not learn.',
  inspect: 'Opens the gradient inspector in the side bar.',
  compareWithMyLog:
    'Says where the epochs that your own program has printed part from this run, and draws them over its curves.',
  checkGradients: 'Compares backpropagation with finite differences, tensor by tensor.',
  filterTensors: 'Chooses which tensors the inspector lists.',
  copyNumPy: 'Copies the selected tensor as a NumPy array, with every digit.',
  copyCsv: 'Copies the selected tensor as CSV.',
  goToLine: 'Goes to the line of the file that decides the selected layer or tensor.',
  openPanel: 'Opens the panel of the experiment.',
  runSweep:
    'Runs every combination of the file’s `sweep`, and shows the results in the tab **Compare**.',
  cancelSweep: 'Stops the sweep. What has ended stays.',
  openSample: 'Opens a copy of a sample that you can change.',
  newExperiment: 'Starts an experiment from a sample or from a table.',
  chooseColumns: 'Shows the columns of a table, to choose the target and the inputs.',
  findMyBug: 'Looks for the mistake in a backward pass of your own, from its arrays.',
  findMyBugInFrame: 'The same for the Python program that the debugger has stopped.',
  newFromCsv: 'Writes the experiment file for a table that you train.',
  openGuide: 'Opens one of these guides.',
};
