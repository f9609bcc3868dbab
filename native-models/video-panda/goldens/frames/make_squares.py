"""Squares of odd and extreme frames by the real Pillow, beside the official preprocess.json: other sides, sizes, colours.

    python3 make_squares.py        (Debian: python3-pil, python3-numpy)

Byte i of a frame is the top byte of i * 2654435761 mod 2^32, or with `harsh` 0 or 255 by its top bit. Writes squares.json.
"""

import hashlib
import json
import math
import pathlib

import numpy
import PIL
from PIL import Image

SIZES = [
    (1, 1), (2, 1), (1, 3), (13, 7), (448, 252), (448, 448), (449, 447), (640, 359), (1921, 1081), (1080, 1920),
    (5000, 3), (3, 5000), (7680, 4320), (4096, 2160), (252, 448), (28, 448), (100, 101), (101, 100),
]  # fmt: skip
SHAPES = [(448, 14, 2), (112, 14, 2), (224, 16, 2), (96, 8, 4)]
PAD = (122, 116, 104)


def frame(width, height, harsh):
    hashed = numpy.arange(width * height * 3, dtype=numpy.uint32) * numpy.uint32(2654435761)
    levels = (hashed >> 31) * 255 if harsh else hashed >> 24
    return Image.fromarray(levels.astype(numpy.uint8).reshape(height, width, 3))


def square(image, side, patch, stride):
    width, height = image.size
    half, token, tokens = side // stride, patch * stride, side // (patch * stride)
    if width > height:
        short = math.ceil(half * height / width / patch)
        size, corner = (side, short * token), (0, (tokens - short) // 2 * token)
    else:
        short = math.ceil(half * width / height / patch)
        size, corner = (short * token, side), ((tokens - short) // 2 * token, 0)
    whole = Image.new("RGB", (side, side), PAD)
    whole.paste(image.resize(size, Image.BICUBIC), corner)
    return {"resized": size, "corner": corner, "sha256": hashlib.sha256(whole.tobytes()).hexdigest()}


def main():
    cases = []
    for width, height in SIZES:
        for harsh in (False, True):
            image = frame(width, height, harsh)
            for shape in SHAPES if width * height < 10_000_000 else SHAPES[:2]:
                case = {"width": width, "height": height, "harsh": harsh, "shape": shape}
                cases.append({**case, **square(image, *shape)})
    golden = {"note": f"By Pillow {PIL.__version__}; shape = side, patch, stride.", "cases": cases}
    target = pathlib.Path(__file__).resolve().parent / "squares.json"
    target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
