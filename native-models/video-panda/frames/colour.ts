/** The colours that the model was trained on (CLIP's mean and standard deviation), and the levels as it reads them. */

const mean = [0.48145466, 0.4578275, 0.40821073] as const;
const deviation = [0.26862954, 0.26130258, 0.27577711] as const;

/** What the square shows beside the frame: (122, 116, 104), the mean cut to whole levels. */
export const paddingRgb: readonly number[] = mean.map((value) => Math.floor(255 * value));

/** (level / 255 - mean) / deviation for every level, by channel: red, green, blue. */
export const normalisedLevels: readonly Float32Array[] = mean.map((value, channel) =>
  Float32Array.from({ length: 256 }, (_, level) => (level / 255 - value) / (deviation[channel] ?? 1)),
);
