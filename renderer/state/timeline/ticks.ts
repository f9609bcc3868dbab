/** What the ruler is marked with. Knows no element. */
import { US_PER_SECOND } from '../../../main/document/time.ts';
import type { Us } from '../../../main/document/time.ts';
import type { View } from './view.ts';
import { usOfPx } from './view.ts';

export interface Tick {
  readonly us: Us;
  readonly label: string;
}

/** Apart by at least this, so that labels are read. */
const LEAST_PX = 84;
const STEPS_US = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600,
].map((seconds) => Math.round(seconds * US_PER_SECOND));

export function ticksOf(view: View): Tick[] {
  if (view.widthPx <= 0 || view.toUs <= view.fromUs) return [];
  const leastUs = usOfPx(view, LEAST_PX);
  const stepUs =
    STEPS_US.find((step) => step >= leastUs) ?? Math.ceil(leastUs / (3600 * US_PER_SECOND)) * 3600 * US_PER_SECOND;
  const first = Math.ceil(view.fromUs / stepUs);
  const count = Math.floor(view.toUs / stepUs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const us = (first + index) * stepUs;
    return { us, label: labelOf(us, stepUs) };
  });
}

/** `0:07`, `1:02:03`, and as many places as the step has. */
function labelOf(us: Us, stepUs: Us): string {
  const places = stepUs >= US_PER_SECOND ? 0 : stepUs >= 100_000 ? 1 : stepUs >= 10_000 ? 2 : 3;
  const whole = Math.floor(us / US_PER_SECOND);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const rest =
    places === 0 ? '' : `.${String(Math.round((us % US_PER_SECOND) / 10 ** (6 - places))).padStart(places, '0')}`;
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}${rest}` : `${minutes}:${two(seconds)}${rest}`;
}
