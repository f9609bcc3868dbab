/** A clip: one scene, or several one after another, at a constant rate. Knows no files and no codec. */
import type { Facts } from './facts.ts';
import { renderFrame } from './render.ts';
import type { Scene } from './scene.ts';

export interface Clip {
  readonly fps: number;
  /** One after another, each with at least two frames: time 0 is its first, time 1 its last. */
  readonly parts: readonly ClipPart[];
}

interface ClipPart {
  readonly scene: Scene;
  readonly frames: number;
}

/** Where a scene stands in its clip: from when its first frame is shown until when its last one is. */
export interface SceneSpan {
  readonly startUs: number;
  readonly endUs: number;
  readonly facts: Facts;
}

export function clipOf(scenes: readonly { readonly scene: Scene; readonly seconds: number }[], fps: number): Clip {
  return {
    fps,
    parts: scenes.map(({ scene, seconds }) => ({ scene, frames: Math.max(2, Math.round(seconds * fps)) })),
  };
}

export function* framesOf({ parts }: Clip, size: number): Generator<Uint8Array> {
  for (const { scene, frames } of parts) {
    for (let frame = 0; frame < frames; frame++) yield renderFrame(scene, frame / (frames - 1), size);
  }
}

/** In the clip's order. Both bounds are up to a microsecond late, so that they never name the frame before. */
export function spansOf({ fps, parts }: Clip): SceneSpan[] {
  const timeUs = (frame: number) => Math.ceil((frame * 1_000_000) / fps);
  let first = 0;
  return parts.map(({ scene, frames }) => {
    const startUs = timeUs(first);
    first += frames;
    return { startUs, endUs: timeUs(first - 1), facts: scene.facts };
  });
}
