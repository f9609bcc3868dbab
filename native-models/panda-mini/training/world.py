"""Panda-Mini's world for training: facts, geometry and clips, many at once.

The world itself is world/world.json; the renderer that defines it is world/render.ts. This one is its equal within
one grey level (golden: make_render_golden.py) and draws only a window around each shape, which makes a batch of
clips cheap. It knows nothing of words or of the model.
"""

import json
import pathlib

import numpy as np

WORLD = json.loads((pathlib.Path(__file__).parent.parent / "world" / "world.json").read_text())
COLORS = list(WORLD["colors"])
BACKGROUNDS = list(WORLD["backgrounds"])
SHAPES = list(WORLD["shapes"])
MOTIONS = list(WORLD["motions"])
COUNTS = list(WORLD["counts"])
COLOR_RGB = np.array([WORLD["colors"][c] for c in COLORS], np.float32)
BACKGROUND_RGB = np.array([WORLD["backgrounds"][b] for b in BACKGROUNDS], np.float32)
DIRECTION = np.array([WORLD["motions"][m]["direction"] for m in MOTIONS], np.float32)
HELD_OUT = {(COLORS.index(c), SHAPES.index(s)) for c, s in WORLD["heldOut"]}
SEEN = np.array([(c, s) for c in range(len(COLORS)) for s in range(len(SHAPES)) if (c, s) not in HELD_OUT])
UNNAMED = -1  # a colour without a name: its clips teach shape, motion and count apart from colour
NAMELESS_SHAPES = 4  # diamond, bar, pillar, half disc: their clips teach colour, motion and count apart from shape
FRAMES = 8


def coverage(shape, dx, dy, r):
    """Share of each pixel inside a shape. dx, dy, r in pixels; shape: index of SHAPES, broadcast. Same as render.ts."""
    ax, ay = np.abs(dx), np.abs(dy)
    radial = np.hypot(dx, dy)
    distance = np.choose(
        shape,
        [
            radial - r,
            np.maximum(ax, ay) - 0.85 * r,
            np.maximum(dy - 0.6 * r, ax * 0.8660254037844386 - dy * 0.5 - 0.6 * r),
            np.minimum(np.maximum(ax - r, ay - 0.33 * r), np.maximum(ax - 0.33 * r, ay - r)),
            np.abs(radial - 0.72 * r) - 0.28 * r,
            (ax + ay - r) * 0.7071067811865476,
            np.maximum(ax - r, ay - 0.45 * r),
            np.maximum(ax - 0.45 * r, ay - r),
            np.maximum(radial - r, -dy - 0.1 * r),
        ],
    )
    return np.clip(0.5 - distance, 0, 1)


def render(scenes, times, size):
    """scenes: dict of arrays (see sample_scenes); times [N, F] in 0..1 of the scene. Returns uint8 [N, F, size, size, 3]."""
    n, frames = times.shape
    ground = np.floor(scenes["background_rgb"] + 0.5).astype(np.uint8)
    clips = np.broadcast_to(ground[:, None, None, None, :], (n, frames, size, size, 3)).copy()
    window = int(np.ceil(2 * 1.25 * scenes["radius"].max() * size)) + 3
    offsets = np.arange(window)
    objects = scenes["shape"].shape[1]
    for o in range(objects):
        held = np.flatnonzero(scenes["present"][:, o])
        if len(held) == 0:
            continue
        r = (scenes["radius"][held, o] * size).astype(np.float32)[:, None, None, None]
        center = (scenes["start"][held, o, None, :] + scenes["travel"][held, o, None, :] * times[held, :, None]) * size  # [n, F, 2]
        corner = np.clip(np.floor(center - window / 2), 0, size - window).astype(np.int64)
        x = corner[..., 0, None] + offsets  # [n, F, window]
        y = corner[..., 1, None] + offsets
        dx = (x + 0.5 - center[..., 0, None]).astype(np.float32)[:, :, None, :]
        dy = (y + 0.5 - center[..., 1, None]).astype(np.float32)[:, :, :, None]
        a = coverage(scenes["shape"][held, o, None, None, None], dx, dy, r)[..., None]  # [n, F, window, window, 1]
        at = (held[:, None, None, None], np.arange(frames)[None, :, None, None], y[:, :, :, None], x[:, :, None, :])
        under = clips[at].astype(np.float32)
        clips[at] = (under + (scenes["rgb"][held, o, None, None, None, :] - under) * a + 0.5).astype(np.uint8)
    return clips


def jittered(rng, rgb):
    j = WORLD["colorJitter"]
    return np.clip(np.round(rgb + rng.uniform(-j, j, rgb.shape)), 0, 255).astype(np.float32)


def unnamed_colors(rng, n):
    """Random colours at least 45 levels from every named one and 90 from every background."""
    known = np.concatenate([COLOR_RGB, BACKGROUND_RGB])
    least = np.array([45.0] * len(COLORS) + [90.0] * len(BACKGROUNDS))
    out = np.empty((0, 3), np.float32)
    while len(out) < n:
        rgb = rng.uniform(0, 255, (4 * n, 3)).astype(np.float32)
        far = np.linalg.norm(rgb[:, None] - known[None], axis=-1)
        out = np.concatenate([out, rgb[(far > least).all(1)]])
    return out[:n]


def placed(rng, count, radius, travel):
    """Starting points of one group: apart from each other and inside the picture all the way. Rejection sampling."""
    margin = WORLD["geometry"]["extent"] * radius
    low = margin + np.maximum(0, -travel)
    high = 1 - margin - np.maximum(0, travel)
    while True:
        points = rng.uniform(low, high, (count, 2))
        if count == 1:
            return points
        gaps = points[:, None] - points[None]
        distance = np.hypot(gaps[..., 0], gaps[..., 1])[np.triu_indices(count, 1)]
        if distance.min() >= WORLD["geometry"]["distance"] * radius:
            return points


def sample_scenes(rng, n, unnamed=0.35, unnamed_shapes=0.25, pairs=SEEN):
    """Scenes of the world: a group of one to three equal shapes. `unnamed`: share of clips in colours without a name;
    `unnamed_shapes`: share of the others whose shape has none. Both keep a colour from telling the shape, and the reverse."""
    pairs = pairs[rng.integers(len(pairs), size=n)]
    color, shape = pairs[:, 0].copy(), pairs[:, 1]
    nameless = rng.random(n) < unnamed
    color[nameless] = UNNAMED
    shape = np.where(nameless, rng.integers(len(SHAPES), size=n), shape)
    strange = ~nameless & (rng.random(n) < unnamed_shapes)
    color = np.where(strange, rng.integers(len(COLORS), size=n), color)
    shape = np.where(strange, len(SHAPES) + rng.integers(NAMELESS_SHAPES, size=n), shape)
    motion = rng.integers(len(MOTIONS), size=n)
    count = rng.integers(1, 4, size=n)
    background = rng.integers(len(BACKGROUNDS), size=n)
    rgb = jittered(rng, COLOR_RGB[np.maximum(color, 0)])
    rgb[nameless] = unnamed_colors(rng, max(1, nameless.sum()))[: nameless.sum()]
    start = np.full((n, 3, 2), 0.5, np.float32)
    travel = np.zeros((n, 3, 2), np.float32)
    radius = rng.uniform(*WORLD["geometry"]["radius"], n).astype(np.float32)
    for i in range(n):
        moved = DIRECTION[motion[i]] * rng.uniform(*WORLD["geometry"]["travel"])
        start[i, : count[i]] = placed(rng, count[i], radius[i], moved)
        travel[i] = moved
    return {
        "color": color, "shape": np.repeat(shape[:, None], 3, 1), "motion": np.repeat(motion[:, None], 3, 1),
        "count": count, "background": background, "background_rgb": jittered(rng, BACKGROUND_RGB[background]),
        "rgb": np.repeat(rgb[:, None], 3, 1), "object_color": np.repeat(color[:, None], 3, 1),
        "present": (np.arange(3)[None] < count[:, None]), "radius": np.repeat(radius[:, None], 3, 1),
        "start": start, "travel": travel,
    }  # fmt: skip


def sample_dense_scenes(rng, n, objects=5, unnamed=0.35):
    """Crowded scenes for the first phase: every object has its own shape, colour and motion, so each clip teaches much."""
    shape = rng.integers(len(SHAPES), size=(n, objects))
    pairs = SEEN[rng.integers(len(SEEN), size=(n, objects))]
    nameless = rng.random((n, objects)) < unnamed
    strange = ~nameless & (rng.random((n, objects)) < 0.15)
    color = np.where(nameless, UNNAMED, np.where(strange, rng.integers(len(COLORS), size=(n, objects)), pairs[..., 0]))
    shape = np.where(nameless, shape, np.where(strange, len(SHAPES) + rng.integers(NAMELESS_SHAPES, size=(n, objects)), pairs[..., 1]))
    motion = rng.integers(len(MOTIONS), size=(n, objects))
    rgb = jittered(rng, COLOR_RGB[np.maximum(color, 0)])
    rgb[nameless] = unnamed_colors(rng, max(1, nameless.sum()))[: nameless.sum()]
    background = rng.integers(len(BACKGROUNDS), size=n)
    radius = rng.uniform(*WORLD["geometry"]["radius"], (n, objects)).astype(np.float32)
    travel = DIRECTION[motion] * rng.uniform(*WORLD["geometry"]["travel"], (n, objects, 1)).astype(np.float32)
    margin = WORLD["geometry"]["extent"] * radius[..., None]
    low, high = margin + np.maximum(0, -travel), 1 - margin - np.maximum(0, travel)
    best, gap = None, None
    for _ in range(6):  # of six drawings the least crowded, clip by clip
        start = low + (high - low) * rng.random((n, objects, 2))
        middle = start + travel / 2
        apart = np.linalg.norm(middle[:, :, None] - middle[:, None], axis=-1) + 9 * np.eye(objects)
        least = apart.min((1, 2))
        best = start if best is None else np.where((least > gap)[:, None, None], start, best)
        gap = least if gap is None else np.maximum(gap, least)
    return {
        "shape": shape, "motion": motion, "object_color": color, "rgb": rgb, "radius": radius, "travel": travel.astype(np.float32),
        "start": best.astype(np.float32), "present": np.ones((n, objects), bool), "background": background,
        "background_rgb": jittered(rng, BACKGROUND_RGB[background]),
    }  # fmt: skip


def sample_times(rng, n):
    """When the eight frames are taken: most of a scene or a part of it (a span), evenly or not, as the sampler does."""
    part = np.where(rng.random(n) < 0.5, rng.uniform(0.8, 1.0, n), rng.uniform(0.55, 1.0, n))
    first = rng.uniform(0, 1, n) * (1 - part)
    steps = np.arange(FRAMES)[None] + np.where(rng.random((n, 1)) < 0.5, 0.0, 0.8) * rng.uniform(-0.5, 0.5, (n, FRAMES))
    steps = np.clip(np.sort(steps, 1), 0, FRAMES - 1) / (FRAMES - 1)
    return (first[:, None] + part[:, None] * steps).astype(np.float32)


def cell_labels(scenes, times, cells):
    """What is in each cell of a cells x cells grid, frame by frame: the nearest object whose middle is within 0.75 cell,
    else nothing (-100 everywhere but `present`). Returns dict of int64 [N, F, cells, cells]."""
    n, frames = times.shape
    center = scenes["start"][:, None] + scenes["travel"][:, None] * times[:, :, None, None]  # [N, F, O, 2]
    axis = (np.arange(cells) + 0.5) / cells
    gx = np.abs(center[..., 0, None] - axis)  # [N, F, O, cells]
    gy = np.abs(center[..., 1, None] - axis)
    distance = np.maximum(gy[..., :, None], gx[..., None, :]) * cells  # [N, F, O, y, x] in cells
    distance = np.where(scenes["present"][:, None, :, None, None], distance, 9.0)
    nearest = distance.argmin(2)  # [N, F, y, x]
    near = distance.min(2) < 0.75
    clip = np.arange(n)[:, None, None, None]
    pick = lambda a: np.where(near, a[clip, nearest], -100).astype(np.int64)
    color = pick(scenes["object_color"])
    color[color == UNNAMED] = -100
    shape = pick(scenes["shape"])
    shape[shape >= len(SHAPES)] = -100
    return {"present": near.astype(np.int64), "shape": shape, "color": color, "motion": pick(scenes["motion"])}
