/** What is in a video file, and its pictures. Which pictures a model wants, and how it wants them, is the model's business. */
export { findFfmpeg } from './ffmpeg.ts';
export type { Ffmpeg, FfmpegOrigin } from './ffmpeg.ts';
export { writeVideo } from './encode.ts';
export type { VideoSettings } from './encode.ts';
