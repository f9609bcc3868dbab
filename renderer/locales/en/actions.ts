/** What a person can do, as far as it belongs to no panel. */

export const actions = {
  groups: {
    play: 'Playing',
    segments: 'Segments',
    texts: 'Texts',
    review: 'Reviewing',
    videos: 'Videos',
    project: 'Project',
    go: 'Going about',
  },
  palette: 'Commands and search',
  keys: 'Sheet of keys',
  nextPane: 'Next pane',
  previousPane: 'Previous pane',
  leave: 'Leave the field',
  undo: (step: string) => (step === '' ? 'Undo' : `Undo: ${step}`),
  redo: (step: string) => (step === '' ? 'Redo' : `Redo: ${step}`),
  undone: (step: string) => `Undone: ${step}`,
  redone: (step: string) => `Redone: ${step}`,
  go: (place: string) => `Go to ${place}`,
  openProject: 'Open a project or folder',
  samples: 'Open the samples',
  closeProject: 'Close the project',
  theme: 'Light or dark',
  doubt: 'Show or hide doubt in texts',
};
