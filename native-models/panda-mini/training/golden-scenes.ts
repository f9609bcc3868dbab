/** Prints the scenes that make_render_golden.py renders: fifty seeds, every other pair a held-out one's turn. */
import { sampleScene } from '../world/scene.ts';

const scenes = Array.from({ length: 50 }, (_, seed) => ({
  size: seed % 2 === 0 ? 112 : 224,
  scene: sampleScene(`golden/${seed}`, { heldOut: seed % 5 === 4 }),
}));
process.stdout.write(JSON.stringify(scenes));
