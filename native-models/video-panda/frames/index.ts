/** From a clip to STAB's pixels: which frames, the square, the tensor. Knows no files: who reads the frames is another's concern. */
export { pixelsOf } from './pixels.ts';
export { framePositions, segmentPositions, segmentPositionsByTime } from './positions.ts';
export { cropOf, squareOf, type Square } from './square.ts';
