/** What this machine has of what the program needs. */
import { findingWords } from '../../../main/document/finding.ts';
import type { FindingWords } from '../../../main/document/finding.ts';

export const findings: FindingWords = {
  ...findingWords,
  names: {
    program: 'Program',
    node: 'Node',
    system: 'System',
    processor: 'Processor',
    memory: 'Memory',
    device: 'Device',
    ffmpeg: 'ffmpeg',
    ffprobe: 'ffprobe',
    'models-folder': 'Models folder',
    model: 'Model',
    engine: 'Engine',
  },
};
