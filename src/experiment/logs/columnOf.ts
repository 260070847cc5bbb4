/** Which column of our log a printed label means. */

const TRAIN = ['train', 'training', 'tr'];
const VALIDATION = ['val', 'valid', 'validation', 'dev'];
const TEST = ['test', 'testing'];
/** Words that say nothing of what is measured. */
const FILLING = [
  ...['running', 'avg', 'average', 'mean', 'total', 'epoch', 'current', 'final', 'the', 'after'],
  ...['is', 'at', 'of', 'on', 'set', 'value', 'data', 'log', 'info', 'iteration', 'step'],
];
const LOSS = ['loss', 'cost', 'error', 'err', 'losses', 'costs', 'errors', 'l', 'j', 'objective'];
const ACCURACY = ['acc', 'accuracy', 'accuracies', 'accs'];
/** Other names of the losses of the format. */
const LOSSES = ['mse', 'mae', 'bce', 'ce', 'nll', 'huber', 'hinge', 'crossentropy'];

/** null: it means none. */
export function columnOf(label: string, columns: readonly string[]): string | null {
  const plain = label.trim().toLowerCase();
  const same = columns.find(column => column === plain.replaceAll(' ', '_'));
  if (same !== undefined) return same;
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '');
  const parts = words.map(partOf);
  const rest = words.filter((word, at) => parts[at] === null && !FILLING.includes(word));
  const part = parts.find(each => each !== null) ?? '';
  if (rest.length === 0 && words.every((_, at) => parts[at] === null)) return null;
  const measure = measureOf(rest.join('_'), columns);
  return measure === null ? null : withPart(part, measure, columns);
}

function partOf(word: string): string | null {
  if (TRAIN.includes(word)) return '';
  if (VALIDATION.includes(word)) return 'val_';
  return TEST.includes(word) ? 'test_' : null;
}

/** A part alone, as in "train 0.3 test 0.4", is of the loss. */
function measureOf(name: string, columns: readonly string[]): string | null {
  if (name === '') return 'loss';
  if (columns.includes(name)) return name;
  if (LOSS.includes(name)) return 'loss';
  if (ACCURACY.includes(name)) return 'accuracy';
  const compact = name.replaceAll('_', '').replace(/(loss|error)$/, '');
  return LOSSES.some(each => compact.endsWith(each)) ? 'loss' : null;
}

/** What a program calls a test is validation here where that is what was measured after every epoch. */
function withPart(part: string, measure: string, columns: readonly string[]): string | null {
  const wanted = part === 'test_' ? ['val_', 'test_'] : part === 'val_' ? ['val_', 'test_'] : [''];
  const found = wanted.map(each => each + measure).find(column => columns.includes(column));
  return found ?? null;
}
