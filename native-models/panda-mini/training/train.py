"""Trains Panda-Mini: python3 train.py --out FOLDER [--dense MINUTES] [--language MINUTES] [--processes 2]

1. Dense: crowded scenes; what is in each cell (shape, colour, motion) is read from the language model's second block.
2. Language: scenes of the world, their questions and captions, everything trainable, the dense loss kept on.
Processes of one BLAS thread each share the gradient (two threads in one process are slower than one).
"""

import argparse
import collections
import pathlib
import time

import numpy as np
import sentencepiece
import torch
import torch.distributed as dist
import torch.nn.functional as F

import gradients
import language
import muon
import world
from model import CONFIG, VideoPanda

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(3, 1, 1)
SIZE = CONFIG["vision"]["imageSize"]
CELLS = SIZE // CONFIG["vision"]["patchSize"] // 2
DENSE_BLOCKS = 2
LOOKUP_BLOCKS = 3
COLOR_WORD_NOISE = 0.3
HELD_OUT = np.array(sorted(world.HELD_OUT))
LABELS = {"present": 2, "shape": len(world.SHAPES), "color": len(world.COLORS), "motion": len(world.MOTIONS)}
TOKENIZER = sentencepiece.SentencePieceProcessor(model_file=str(pathlib.Path(__file__).parent.parent / "model" / "tokenizer.model"))
NOISE = torch.randn(8 << 20)
PREFIX = [1] + TOKENIZER.encode("USER: ")
# Every value that a yes/no question can name, and the token it is.
VALUES = [v for values in language.VALUES.values() for v in values if v not in ("still",)] + ["still"]
VALUE_TOKEN = {v: TOKENIZER.encode(v) for v in VALUES}
assert all(len(ids) == 1 for ids in VALUE_TOKEN.values()), VALUE_TOKEN
COLOR_TOKENS = [VALUE_TOKEN[c][0] for c in world.COLORS]


class Student(torch.nn.Module):
    """The model and the dense heads that only training needs."""

    def __init__(self):
        super().__init__()
        self.panda = VideoPanda()
        self.heads = torch.nn.ModuleDict({k: torch.nn.Linear(CONFIG["llm"]["hiddenSize"], n) for k, n in LABELS.items()})
        self.lookup = torch.nn.Linear(CONFIG["llm"]["hiddenSize"], len(VALUES))


def whitened_patches(rng, count):
    """Rows of a PCA basis of the world's patches, whitened: a start from which shapes are learned much sooner."""
    scenes = world.sample_dense_scenes(rng, 64)
    pixels = normalised(world.render(scenes, world.sample_times(rng, 64), SIZE), rng, augment=False)
    p = CONFIG["vision"]["patchSize"]
    side = SIZE // p
    patches = pixels.view(-1, 3, side, p, side, p).permute(0, 2, 4, 1, 3, 5).reshape(-1, 3 * p * p)
    values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
    values, vectors = values.flip(0)[:count], vectors.flip(1)[:, :count]
    return (vectors / (values + 0.02 * values[0]).sqrt()).T.reshape(count, 3, p, p)


def normalised(clips, rng, augment=True):
    """uint8 [N, F, S, S, 3] -> [N, F, 3, S, S]; with noise and blur, as codecs and resampling leave them."""
    n, f = clips.shape[:2]
    x = torch.from_numpy(clips).permute(0, 1, 4, 2, 3).float()
    if augment:
        if rng.random() < 0.4:
            soft = torch.from_numpy(rng.uniform(0, 0.7, n).astype(np.float32)).view(n, 1, 1, 1, 1)
            x = x + soft * (F.avg_pool2d(x.flatten(0, 1), 3, 1, 1, count_include_pad=False).view_as(x) - x)
        at = int(rng.integers(len(NOISE) - x[0].numel()))
        strength = torch.from_numpy(rng.uniform(0, 4, n).astype(np.float32)).view(n, 1, 1, 1, 1)
        x = (x + strength * NOISE[at : at + x[0].numel()].view_as(x[0])).clamp_(0, 255)
    return (x / 255 - MEAN) / STD


def prefix_embeddings(panda, visual):  # [B, F, tokens, D] -> [B, P, D]
    words = panda.model.embed_tokens(torch.tensor(PREFIX)).expand(len(visual), -1, -1)
    return torch.cat([words, visual.flatten(1, 2)], 1)


def dense_loss(student, hidden, labels):
    b, f = labels["present"].shape[:2]
    cells = hidden[:, len(PREFIX) :].view(b, f, 1 + CELLS * (CELLS + 1), -1)[:, :, 1:].view(b, f, CELLS, CELLS + 1, -1)[:, 1:, :, :CELLS]
    loss, right = 0.0, {}
    for kind, head in student.heads.items():
        scores = head(cells).flatten(0, -2)
        target = torch.from_numpy(labels[kind])[:, 1:].flatten()  # in frame 0 motion cannot be seen by a causal reader
        loss = loss + F.cross_entropy(scores, target, ignore_index=-100) * (3.0 if kind == "shape" else 1.0)
        known = target >= 0
        right[kind] = (scores.argmax(-1) == target)[known].float().mean().item()
    return loss, right


def scale_loss(student, visual):
    """Keeps visual tokens at the scale of words, so that the language model can read both."""
    words = student.panda.model.embed_tokens.weight.pow(2).mean().detach()
    return ((visual.pow(2).mean(-1) / words).clamp(min=1e-6).log().abs() - 1).clamp(min=0).mean()


def encoded(tasks_of_clips):
    """[B][Q] of (type, prompt, answer) -> ids, targets and lookups, each [B, Q, L], -100 where nothing is asked.

    A lookup is what is so where a yes/no question names a value: at `red` in `Is the shape red?`, the shape's colour. It
    makes the model find out before it compares; without it yes/no stays at chance for long."""
    rows = []
    for tasks in tasks_of_clips:
        for task in tasks:
            if task is None:
                rows.append(([2], [-100], [-100]))
                continue
            prompt = TOKENIZER.encode("\n" + task[1] + " ASSISTANT:")
            said = TOKENIZER.encode(task[2]) + [2]
            ids = prompt + said[:-1]
            lookups = [-100] * len(ids)
            if task[0] == "yes-no":
                named, right = task[3]
                lookups[len(prompt) - 1 - prompt[::-1].index(VALUE_TOKEN[named][0])] = VALUES.index(right)
            rows.append((ids, [-100] * (len(prompt) - 1) + said, lookups))
    length = max(len(ids) for ids, _, _ in rows)
    ids = torch.full((len(rows), length), 2)
    targets = torch.full((len(rows), length), -100)
    lookups = torch.full((len(rows), length), -100)
    for i, (a, b, c) in enumerate(rows):
        ids[i, : len(a)] = torch.tensor(a)
        targets[i, : len(b)] = torch.tensor(b)
        lookups[i, : len(c)] = torch.tensor(c)
    shape = (len(tasks_of_clips), -1, length)
    return ids.view(shape), targets.view(shape), lookups.view(shape)


def with_wrong_colors(ids, targets):
    """Puts another colour's word into some captions that are read, never into what is to be said: so what follows is told
    from the video, and not from which shapes that word has gone with."""
    colors = torch.tensor(COLOR_TOKENS)
    said = (targets != -100).roll(1, -1)  # ids that repeat an answer's own words
    swapped = said & torch.isin(ids, colors) & (torch.rand(ids.shape) < COLOR_WORD_NOISE)
    return torch.where(swapped, colors[torch.randint(len(COLOR_TOKENS), ids.shape)], ids)


def language_batch(rng, n, kinds, **scene_options):
    scenes = world.sample_scenes(rng, n, **scene_options)
    times = world.sample_times(rng, n)
    facts = [language.facts_of(scenes, i) for i in range(n)]
    groups = [[language.short_tasks(rng, f) for f in facts]] + [[[language.long_task(rng, f, kind)] for f in facts] for kind in kinds]
    return scenes, times, groups


def language_loss(student, pixels, groups):
    """Mean loss of each group of texts, the dense reading, and what was answered exactly, by type."""
    visual = student.panda.visual_tokens(pixels)
    x = prefix_embeddings(student.panda, visual)
    hidden, cache = student.panda.read_prefix(x, len(student.panda.model.layers))
    loss, right = 0.0, collections.defaultdict(list)
    for group in groups:
        ids, targets, lookups = encoded(group)
        if student.training:
            ids = with_wrong_colors(ids, targets)
        logits, within = student.panda.read_branches(ids, cache, LOOKUP_BLOCKS)
        loss = loss + F.cross_entropy(logits.flatten(0, 2), targets.flatten(), ignore_index=-100)
        asked = lookups >= 0
        if asked.any():
            found = student.lookup(within[asked])
            loss = loss + 0.5 * F.cross_entropy(found, lookups[asked])
            right["lookup"] += (found.argmax(-1) == lookups[asked]).tolist()
        exact = ((logits.argmax(-1) == targets) | (targets < 0)).all(-1)
        for b, tasks in enumerate(group):
            for q, task in enumerate(tasks):
                if task:
                    right[task[0]].append(exact[b, q].item())
    return loss, right, visual, cache


def dense_hidden(student, pixels):
    visual = student.panda.visual_tokens(pixels)
    hidden, _ = student.panda.read_prefix(prefix_embeddings(student.panda, visual), DENSE_BLOCKS)
    return hidden, visual


def rate(progress):
    """Warm-up over 3 %, then flat, then down to zero over the last half."""
    return min(1.0, progress / 0.03) * min(1.0, 2 * (1 - progress))


@torch.no_grad()
def evaluate(student, rng, n, pairs):
    student.eval()
    right = collections.defaultdict(list)
    for _ in range(n // 32):
        scenes, times, groups = language_batch(rng, 32, ("short", "dense", "choice", "propose"), unnamed=0, unnamed_shapes=0, pairs=pairs)
        _, found, _, _ = language_loss(student, normalised(world.render(scenes, times, SIZE), rng, augment=False), groups)
        for kind, values in found.items():
            right[kind] += values
    student.train()
    return {kind: round(float(np.mean(values)), 3) for kind, values in right.items()}


def run(rank, options):
    torch.set_num_threads(1)
    if options.processes > 1:
        dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{options.port}", rank=rank, world_size=options.processes)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    student = Student()
    with torch.no_grad():
        student.panda.video_tower.patch_embedding.weight.copy_(whitened_patches(rng, CONFIG["vision"]["hiddenSize"]))
    if options.start:
        student.load_state_dict(torch.load(options.start))
    rng = np.random.default_rng(options.seed * 1000 + 1 + rank)
    torch.manual_seed(options.seed * 1000 + 1 + rank)
    for phase, minutes in (("dense", options.dense), ("language", options.language)):
        if minutes > 0:
            train_phase(student, phase, minutes * 60, rng, rank, options)


def train_phase(student, phase, seconds, rng, rank, options):
    dense = phase == "dense"
    slow = ("panda.video_",)
    opts = muon.optimizers(student, options.rate, slow, 1.0 if dense else options.slow)
    started, step, said, seen = time.time(), 0, time.time(), collections.defaultdict(list)
    while True:
        elapsed = torch.tensor(time.time() - started)
        if options.processes > 1:
            dist.broadcast(elapsed, 0)
        progress = elapsed.item() / seconds
        if progress >= 1:
            break
        for opt in opts:
            for group in opt.param_groups:
                group["lr"] = group["base"] * rate(progress)
        if dense:
            scenes = world.sample_dense_scenes(rng, options.batch)
            times = world.sample_times(rng, options.batch)
            hidden, visual = dense_hidden(student, normalised(world.render(scenes, times, SIZE), rng))
            loss, right = dense_loss(student, hidden, world.cell_labels(scenes, times, CELLS))
        else:
            kinds = (("short", "choice"), ("dense", "propose"), ("short", "propose"), ("short", "choice"))[step % 4]
            scenes, times, groups = language_batch(rng, options.batch, kinds)
            loss, right, visual, _ = language_loss(student, normalised(world.render(scenes, times, SIZE), rng), groups)
            if step % 4 == 0:  # crowded scenes now and then keep what the first phase taught
                crowd = world.sample_dense_scenes(rng, options.batch // 2)
                when = world.sample_times(rng, options.batch // 2)
                hidden, _ = dense_hidden(student, normalised(world.render(crowd, when, SIZE), rng))
                kept, _ = dense_loss(student, hidden, world.cell_labels(crowd, when, CELLS))
                loss = loss + 0.3 * kept
        total = loss + 0.1 * scale_loss(student, visual)
        for opt in opts:
            opt.zero_grad(set_to_none=True)
        total.backward()
        for p in student.parameters():
            if p.grad is None:
                p.grad = torch.zeros_like(p)
        gradients.share(student, options.processes)
        for opt in opts:
            opt.step()
        step += 1
        seen["loss"].append(loss.item())
        for kind, value in right.items():
            seen[kind].append(float(np.mean(value)))
        if rank == 0 and time.time() - said > 60:
            said = time.time()
            visual_rms, word_rms = visual.pow(2).mean().sqrt().item(), student.panda.model.embed_tokens.weight.pow(2).mean().sqrt().item()
            print(f"{phase} {progress:.2f} step {step}", {k: round(float(np.mean(v)), 3) for k, v in seen.items()}, f"visual {visual_rms:.2f} words {word_rms:.2f}", flush=True)
            seen.clear()
            torch.save(student.state_dict(), options.out / f"{phase}.pt")
    if rank == 0:
        torch.save(student.state_dict(), options.out / f"{phase}.pt")
        if not dense:
            for name, pairs in (("seen", world.SEEN), ("held out", HELD_OUT)):
                print(name, evaluate(student, np.random.default_rng(99), 512, pairs), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--start", type=pathlib.Path)
    parser.add_argument("--dense", type=float, default=15)
    parser.add_argument("--language", type=float, default=60)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--slow", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=29511)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.processes == 1:
        run(0, options)
    else:
        torch.multiprocessing.spawn(run, (options,), options.processes)
