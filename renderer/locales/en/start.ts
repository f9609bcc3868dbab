/** The first screen, and opening. */
import { numbered } from './numbered.ts';

export const start = {
  title: 'Captions and questions for your videos',
  lead: 'A model writes the first draft, and you make it right. Everything stays on this machine.',
  open: 'Open a folder or project',
  samples: 'Try the samples',
  steps: {
    title: 'Three steps to the first caption',
    open: 'Open a folder of videos. They stay where they are.',
    generate: 'Choose a video and press Generate.',
    accept: 'Correct the text and accept it.',
  },
  recent: 'Recent projects',
  noRecent: 'Projects that you open are listed here.',
  missing: 'not found',
  forget: (name: string) => `Take ${name} off the list`,
  browser: {
    title: 'Open a folder or project',
    folder: 'Folder',
    up: 'The folder above',
    empty: 'Nothing is in this folder.',
    videos: (count: string) => `${numbered(count, 'video')} ${count === '1' ? 'lies' : 'lie'} right here`,
    openProject: 'Open the project',
    useFolder: (name: string) => `Open the videos of “${name}”`,
  },
};
