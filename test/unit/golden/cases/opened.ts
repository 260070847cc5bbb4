/** A window with one experiment in it. */
import { newWindow, putFiles } from '../window';
import type * as vscode from 'vscode';
import type { MemoryHost } from '../../host/vscode/host';
import { Scene } from '../scene';
import type { Experiment } from './experiments';

/** Opened and checked, as after a moment of looking at it. */
export async function opened({
  name,
  text,
  files,
}: Experiment): Promise<[MemoryHost, vscode.Uri, Scene]> {
  const host = await newWindow();
  putFiles(files);
  const uri = await host.open(`${name}.backprop.json`, text);
  await host.internal.sessions.open(uri).session.check();
  return [host, uri, new Scene(host)];
}
