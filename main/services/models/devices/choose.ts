/** From measures to where a model runs. Pure. */
import type { Device, DeviceMeasure, Placement } from '../../../document/device.ts';

/**
 * The largest relative L2 against the CPU with which a device is right. Matrices of few bits: the CPU rounds what it multiplies
 * with them to 8 bits as well (MatMulNBits, accuracy level 4) and others need not, which alone is some hundredths. What is
 * really wrong is beyond 0.3.
 */
export function toleranceOf(precision: string): number {
  return precision === 'int8' || precision === 'int4' ? 0.1 : 0.01;
}

/** A question about a 16:9 clip of 8 frames: its tokens are read, and an answer of some sentences is written. */
const typical = { promptTokens: 1232, textTokens: 100 };

/** The fastest of those that are right, for each part; the CPU is always right. */
export function choosePlacement(measures: readonly DeviceMeasure[], tolerance: number): Placement {
  const isRight = (device: Device, error: number | null) => device === 'cpu' || (error !== null && error <= tolerance);
  return {
    stab: fastest(measures, ({ device, stabError, stabMs }) => (isRight(device, stabError) ? stabMs : null)),
    decoder: fastest(measures, (measure) => (isRight(measure.device, measure.logitsError) ? answerMs(measure) : null)),
  };
}

/** Null: it does not run there. */
function answerMs({ promptTokensPerSecond: prompt, textTokensPerSecond: text }: DeviceMeasure): number | null {
  if (prompt === null || text === null) return null;
  return 1000 * (typical.promptTokens / prompt + typical.textTokens / text);
}

function fastest(measures: readonly DeviceMeasure[], msOf: (measure: DeviceMeasure) => number | null): Device {
  let [best, bestMs]: [Device, number] = ['cpu', Infinity];
  for (const measure of measures) {
    const ms = msOf(measure);
    if (ms !== null && ms < bestMs) [best, bestMs] = [measure.device, ms];
  }
  return best;
}
