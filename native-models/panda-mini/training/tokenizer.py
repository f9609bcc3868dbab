"""Trains Panda-Mini's SentencePiece model (BPE, byte fallback, as LLaMA's) on the texts of its world."""

import pathlib
import sys

import numpy as np
import sentencepiece

import language
import world

VOCABULARY = 640


def corpus(rng, clips):
    scenes = world.sample_scenes(rng, clips)
    yield from ["USER: ", "ASSISTANT:"] * 50
    for i in range(clips):
        facts = language.facts_of(scenes, i)
        long = [language.long_task(rng, facts, kind) for kind in ("short", "dense", "choice", "propose")]
        for _, prompt, answer, *_ in language.short_tasks(rng, facts) + [task for task in long if task]:
            yield f"{prompt} ASSISTANT:"
            yield answer


def train(target: pathlib.Path):
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=corpus(np.random.default_rng(1), 4000), model_prefix=str(target.with_suffix("")), model_type="bpe",
        vocab_size=VOCABULARY, byte_fallback=True, character_coverage=1.0, normalization_rule_name="identity",
        remove_extra_whitespaces=False, add_dummy_prefix=True, split_digits=True, hard_vocab_limit=False,
        pad_id=-1, unk_id=0, bos_id=1, eos_id=2, minloglevel=2, num_threads=1,
    )  # fmt: skip
    target.with_suffix(".vocab").unlink()


if __name__ == "__main__":
    train(pathlib.Path(sys.argv[1]))
