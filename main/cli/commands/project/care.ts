/** `panda project check`, `backup`, `compact`, `merge`: looking after a project. */
import type { Command } from 'commander';

export function addCareCommands(_project: Command, _end: (code: number) => void): void {
  // next
}
