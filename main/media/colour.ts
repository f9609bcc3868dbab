/**
 * The one recipe by which stored pictures become RGB, the same on every machine and build. Knows nothing of files.
 *
 * Matrix and range are the stream's own, else BT.601 and limited range (what ffmpeg and players assume). Chroma is
 * interpolated at full precision from samples centred between their luma samples; alpha is dropped; more than 8 bits are
 * rounded without dither; there is no tone mapping. Everything is written out because swscale's defaults differ between
 * versions and processors.
 */

/** Without `bitexact` and `accurate_rnd` the result depends on the processor. */
export const SWSCALE_FLAGS = 'bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact';

export type ColourMatrix = 'bt601' | 'bt709' | 'smpte240m' | 'fcc' | 'bt2020';
export type ColourRange = 'limited' | 'full';

export interface Colour {
  readonly matrix: ColourMatrix;
  readonly range: ColourRange;
}

/** From ffprobe's words for a stream. The old `yuvj` formats mean full range. */
export function colourOf(stated: {
  matrix: string | undefined;
  range: string | undefined;
  pixelFormat: string | undefined;
}): Colour {
  const isFull = stated.range === 'pc' || (stated.pixelFormat ?? '').startsWith('yuvj');
  return { matrix: MATRICES[stated.matrix ?? ''] ?? 'bt601', range: isFull ? 'full' : 'limited' };
}

/** ffprobe's name of a matrix: ours. */
const MATRICES: Readonly<Record<string, ColourMatrix>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  smpte240m: 'smpte240m',
  fcc: 'fcc',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
};

/** The part of a filter chain that gives RGB24 of a stated size. */
export function rgbFilter({ matrix, range }: Colour, size: { width: number; height: number }): string {
  const limits = range === 'full' ? 'pc' : 'tv';
  return (
    `scale=w=${size.width}:h=${size.height}:flags=${SWSCALE_FLAGS}:in_color_matrix=${matrix}:in_range=${limits}:` +
    `out_range=pc,format=rgb24`
  );
}
