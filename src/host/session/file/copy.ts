/** An experiment with its data, for a worker of its own. Knows nothing of vscode. */
import type { DataFile } from '../../../protocol/worker';
import { firstError, Refusal, type AskWorker, type ExperimentSource } from './source';

export interface Copy {
  text: string;
  files: DataFile[];
}

/** The experiment as it is now. @throws Refusal if it has an error */
export async function copyOf(source: ExperimentSource, ask: AskWorker): Promise<Copy> {
  const { experiment, problems, text } = await source.read(ask);
  const error = firstError(problems);
  if (error || !experiment) throw new Refusal(error ?? problems[0]);
  const { files, problems: refused } = await source.readFiles(experiment, () => false);
  const unread = firstError(refused);
  if (unread) throw new Refusal(unread);
  return { text, files };
}
