/** Names of commands in code, and their ids in VS Code. */
import type { COMMANDS } from './commands';

export type CommandName = keyof typeof COMMANDS;

export function commandId(name: CommandName): string {
  return `backprop.${name}`;
}
