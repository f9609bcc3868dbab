/** From a clip to STAB's pixels: which frames, the square, the tensor. Knows no files: who reads the frames is another's concern. */
export { resizeBicubic, type RgbImage } from './bicubic.ts';
export { pixelsOf, type ClipPixels } from './pixels.ts';
export { framePositions, positionsBetween, segmentPositions, segmentPositionsByTime } from './positions.ts';
export { cropOf, squareOf, type Crop, type Range, type Square, type SquareShape } from './square.ts';
