/** What is in a video file, and its pictures. Which pictures a model wants, and how it wants them, is the model's business. */
export { findFfmpeg } from './ffmpeg.ts';
export type { Ffmpeg } from './ffmpeg.ts';
export { probe } from './probe.ts';
export type { VideoInfo } from './video-info.ts';
export { readFrames } from './frames.ts';
export { writeVideo } from './encode.ts';
export { keyframeGapUs } from './key-frames.ts';
export { makeFilmStrip } from './film-strip.ts';
export { makeProxy } from './proxy.ts';
export type { Still } from './still.ts';
export { makeThumbnail } from './thumbnail.ts';
export { readWaveform } from './waveform.ts';
export type { Waveform } from './waveform.ts';
export { cutVideo } from './cut.ts';
export { PRINT_COLUMNS, PRINT_ROWS, readFramePrints } from './frame-prints.ts';
export type { FramePrint } from './frame-prints.ts';
export { detectShots } from './shots.ts';
