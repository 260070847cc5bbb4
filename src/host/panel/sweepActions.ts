/** What a person does with a sweep on the page. */
import { commands, env, l10n, type Uri } from 'vscode';
import { sweptText } from '../../experiment/sweepRuns';
import { readExperiment } from '../../experiment/read';
import type { FromPanel } from '../../protocol/panel';
import type { Opened } from '../sessions/sessions';
import { differences } from '../session/run/pastRuns';
import { commandId } from '../manifest/commandId';
import { sweepDocument } from '../sweep/sweepText';

type SweepMessage = Extract<FromPanel, { type: 'sweep' | 'openSwept' }>;

/** @throws Error with a sentence where it cannot be done */
export async function performSweep(opened: Opened, message: SweepMessage): Promise<void> {
  if (message.type === 'openSwept') return openSwept(opened, message.number);
  const { uri, sweep } = opened;
  switch (message.act) {
    case 'cancel':
      return sweep.cancel();
    case 'copy':
      if (sweep.last) await env.clipboard.writeText(sweepDocument(sweep.last));
      return;
    default:
      return runSweep(uri, message.act);
  }
}

async function runSweep(uri: Uri, kind: 'file' | 'seeds' | 'goOn'): Promise<void> {
  await commands.executeCommand(commandId('runSweep'), uri, kind);
}

/** Trains a run of the last sweep again, as one of the past runs; nothing where it is one already. */
async function openSwept({ sweep, session, laboratory }: Opened, number: number): Promise<void> {
  const choice = sweep.last?.choices.at(number);
  if (!sweep.last || !choice) return;
  const text = sweptText(sweep.last.text, sweep.last.sweep, choice);
  if (text === null) throw new Error(l10n.t('The file cannot hold the values of this run.'));
  const { experiment } = readExperiment(text);
  const { pastRuns, definition } = session.view;
  const known = [...pastRuns.runs, ...(definition ? [definition] : [])];
  const isKnown = known.some(
    run => experiment && differences([run.experiment, experiment]).length === 0,
  );
  if (!isKnown) await laboratory.runBeside(text);
}
