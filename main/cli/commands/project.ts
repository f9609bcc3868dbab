/** `panda project`: the file that a project is, its videos, and its care. */
import type { Command } from 'commander';
import { addCareCommands } from './project/care.ts';
import { addFileCommands } from './project/file.ts';
import { addVideoCommands } from './project/videos.ts';

export function addProject(program: Command, end: (code: number) => void): void {
  const command = program.command('project').description('Make a project, add videos to it, and look after it.');
  addFileCommands(command, end);
  addVideoCommands(command, end);
  addCareCommands(command, end);
}
