/** What is in a video file, and its pictures. Which pictures a model wants, and how it wants them, is the model's business. */
export { findFfmpeg } from './ffmpeg.ts';
export type { Ffmpeg, FfmpegOrigin } from './ffmpeg.ts';
export { probe } from './probe.ts';
export type { ProbeOptions } from './probe.ts';
export type { AudioInfo, VideoInfo } from './video-info.ts';
export { readFrames } from './frames.ts';
export type { Frame } from './frame.ts';
export { writeVideo } from './encode.ts';
export type { VideoSettings } from './encode.ts';
