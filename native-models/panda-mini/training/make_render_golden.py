"""Renders fifty scenes of render.ts's world with world.py, and keeps samples of the pictures for render.test.ts.

    node golden-scenes.ts | python3 make_render_golden.py > ../world/golden-render.json

Of each clip of three frames: the sum of every channel of every frame, and 150 pixels, most of them at edges, as base64 of
uint32 places (frame, row, column, flattened) and of RGB bytes.
"""

import base64
import json
import sys

import numpy as np

import world

TIMES = [0.0, 0.37, 1.0]
PIXELS = 150


def arrays(scene):
    """One scene of scene.ts as world.py holds a batch of one."""
    count = len(scene["starts"])
    repeated = lambda value: np.repeat(np.array(value)[None, None], count, 1)
    return {
        "shape": repeated(world.SHAPES.index(scene["facts"]["shape"])),
        "radius": repeated(np.float32(scene["radius"])),
        "rgb": repeated(np.array(scene["rgb"], np.float32)),
        "background_rgb": np.array([scene["backgroundRgb"]], np.float32),
        "present": np.ones((1, count), bool),
        "start": np.array([scene["starts"]], np.float32),
        "travel": repeated(np.array(scene["travel"], np.float32)),
    }


def sampled(rng, clip):
    """Places in the flattened frames: mostly edges (neither the commonest colour nor the next), some of the rest."""
    flat = clip.reshape(-1, 3).astype(np.int64) @ [65536, 256, 1]
    colors, counts = np.unique(flat, return_counts=True)
    plain = colors[np.argsort(-counts)[:2]]
    edges = np.flatnonzero(~np.isin(flat, plain))
    ours = np.flatnonzero(flat == plain[1])
    wanted = [(edges, 110), (ours, 20), (np.arange(len(flat)), PIXELS - 130)]
    return np.sort(np.concatenate([rng.choice(places, n, replace=False) for places, n in wanted]))


def main():
    rng = np.random.default_rng(5)
    clips = []
    for entry in json.load(sys.stdin):
        clip = world.render(arrays(entry["scene"]), np.array([TIMES], np.float32), entry["size"])[0]
        places = sampled(rng, clip)
        clips.append({
            **entry,
            "sums": clip.sum((1, 2), dtype=np.int64).tolist(),
            "places": base64.b64encode(places.astype("<u4").tobytes()).decode(),
            "rgb": base64.b64encode(clip.reshape(-1, 3)[places].tobytes()).decode(),
        })  # fmt: skip
    golden = {"note": "made by training/make_render_golden.py", "times": TIMES, "clips": clips}
    json.dump(golden, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
