"""Small SentencePiece models of every kind that native-models/tokenizer reads, and what the real SentencePiece does with them.

    python3 make.py

Writes <name>.model and golden_<name>.json beside itself: `texts` with their ids, and `ids` (random, broken UTF-8 among
them) with their text.
"""

import json
import pathlib
import random
import struct

import sentencepiece

HERE = pathlib.Path(__file__).resolve().parent
WORDS = "the red blue green circle square moves left right 빨간 원이 왼쪽으로 how many is of <image> </s> 🎬 é 视频 tab\there".split(" ")
ODD = [" ", "  ", "\t", "\n", "▁", "a", "ab", "abc", "re", "circle", "<s>", "</s>", "<0x41>", "<unk>", "🎬", "빨", "\0", "⁇", "<frame>", "red blue"]  # fmt: skip
COMMON = dict(model_type="bpe", normalization_rule_name="identity", vocab_size=340, hard_vocab_limit=False, byte_fallback=True, remove_extra_whitespaces=False, minloglevel=2, num_threads=1)  # fmt: skip
KINDS = {
    "plain": {},
    "single-spaces": {"remove_extra_whitespaces": True},
    "symbols": {"add_dummy_prefix": False, "remove_extra_whitespaces": True, "user_defined_symbols": ["<frame>", "red blue", "  ", "a", "ab"]},
    "no-bytes": {"byte_fallback": False, "vocab_size": 100, "character_coverage": 0.985},
    "across-words": {"split_by_whitespace": False, "add_dummy_prefix": False},
}  # fmt: skip


def main():
    random.seed(20241218)
    corpus = [" ".join(random.choice(WORDS) for _ in range(random.randint(1, 12))) for _ in range(2000)]
    for name, options in KINDS.items():
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus), model_prefix=str(HERE / name), **{**COMMON, **options}
        )
        (HERE / f"{name}.vocab").unlink()
    plain = (HERE / "plain.model").read_bytes()
    unused = lambda text, score, kind: (score, 5 if kind == 1 and len(text) > 1 and random.random() < 0.4 else kind)
    (HERE / "unused.model").write_bytes(edited(plain, unused))
    (HERE / "equal-scores.model").write_bytes(edited(plain, lambda _, score, kind: (float(int(score) // 7), kind)))
    for path in sorted(HERE.glob("*.model")):
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(path))
        texts = [random_text(corpus) for _ in range(150)]
        ids = [random_ids(tokenizer) for _ in range(150)]
        golden = {
            "texts": [{"text": text, "ids": tokenizer.encode(text)} for text in texts],
            "ids": [{"ids": some, "text": tokenizer.decode(some)} for some in ids],
        }
        (HERE / f"golden_{path.stem}.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


def random_text(corpus):
    kind = random.random()
    if kind < 0.4:
        return "".join(random.choice(ODD) for _ in range(random.randint(0, 12)))
    if kind < 0.7:
        ranges = [(32, 126), (0, 0x2FFF), (0xAC00, 0xD7A3), (0x10000, 0x10FFFF), (0xFEFF, 0xFEFF), (32, 32)]
        return "".join(chr(random.randint(*random.choice(ranges))) for _ in range(random.randint(0, 15)))
    text = random.choice(corpus)
    start = random.randint(0, len(text))
    return text[start : start + random.randint(0, 60)]


def random_ids(tokenizer):
    size = tokenizer.get_piece_size()
    first = next((i for i in range(size) if tokenizer.is_byte(i)), None)
    ids = []
    for _ in range(random.randint(0, 8)):
        kind = random.random()
        if first is not None and kind < 0.3:
            character = random.choice("é빨🎬\ufffd").encode()
            ids += [first + byte for byte in character[: random.randint(1, len(character))]]
        elif first is not None and kind < 0.5:
            ids.append(first + random.randrange(256))
        else:
            ids.append(random.randrange(4) if kind < 0.6 else random.randrange(size))
    return ids


def edited(model, change):
    """The model with other scores and types of its pieces: change(text, score, type) gives (score, type)."""
    at, out = 0, b""
    while at < len(model):
        tag, at = read_varint(model, at)
        length, at = read_varint(model, at)
        body, at = model[at : at + length], at + length
        if tag == 0x0A:
            body = edited_piece(body, change)
        out += varint(tag) + varint(len(body)) + body
    return out


def edited_piece(body, change):
    at, text, score, kind = 0, b"", 0.0, 1
    while at < len(body):
        tag, at = read_varint(body, at)
        if tag == 0x0A:
            length, at = read_varint(body, at)
            text, at = body[at : at + length], at + length
        elif tag == 0x15:
            (score,), at = struct.unpack("<f", body[at : at + 4]), at + 4
        else:
            kind, at = read_varint(body, at)
    score, kind = change(text.decode(), score, kind)
    return b"\x0a" + varint(len(text)) + text + b"\x15" + struct.pack("<f", score) + b"\x18" + varint(kind)


def read_varint(data, at):
    value = shift = 0
    while data[at] > 127:
        value, shift, at = value | (data[at] & 127) << shift, shift + 7, at + 1
    return value | data[at] << shift, at + 1


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


if __name__ == "__main__":
    main()
