/** The desktop app: what stands around the page, and what is said where the services cannot be started. */

export const desktop = {
  openProject: 'Open a project …',
  openFolder: 'Open a folder of videos …',
  addFolder: 'Add a folder …',
  over: (run: string) => `The run “${run}” is over`,
  overCounts: (done: string, total: string, failed: string) => `${done} of ${total} videos done, ${failed} failed`,
  unable: {
    title: 'The services could not be started',
    ffmpegTitle: 'One thing is missing: ffmpeg',
    ffmpegLead:
      'Panda Annotator reads videos with ffmpeg, which this machine does not have. Install it, or choose one that you have; ffprobe has to lie beside it.',
    linux:
      'Debian, Ubuntu: sudo apt install ffmpeg. Fedora: sudo dnf install ffmpeg-free. Arch: sudo pacman -S ffmpeg.',
    darwin: 'With Homebrew: brew install ffmpeg.',
    win32: 'In a terminal: winget install ffmpeg. Then sign out and in again, so that it is found.',
    choose: 'Choose ffmpeg …',
    again: 'Look again',
    looked: 'Looked at',
  },
  system: {
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    window: 'Window',
    fullScreen: 'Full screen',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    zoomUsual: 'Usual size',
    minimize: 'Minimise',
    close: 'Close the window',
    quit: 'Quit',
    recent: 'Recent projects',
    newWindow: 'New window',
    crashReports: 'Show crash reports',
    quitDuringRun: 'A run is under way. Quit all the same?',
    quitDuringRunDetail: 'What it has written stays. It goes on where it is when the project is opened again.',
    quitAnyway: 'Quit',
    stay: 'Stay',
  },
};
