"""Writes a trained Panda-Mini as one safetensors file with the checkpoint's own tensor names, and its config beside it.

python3 export.py CHECKPOINT.pt FOLDER. The product's model folder is then made from it: npm run build:mini -- FOLDER
"""

import json
import pathlib
import struct
import sys

import torch

from model import CONFIG, VideoPanda


def named_tensors(checkpoint):
    panda = VideoPanda()
    panda.load_state_dict({k.removeprefix("panda."): v for k, v in checkpoint.items() if k.startswith("panda.")})
    return {name: t.contiguous().float() for name, t in panda.state_dict().items() if not name.endswith("num_batches_tracked")}


def write_safetensors(path: pathlib.Path, tensors):
    header, at = {}, 0
    for name, t in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [at, at + 4 * t.numel()]}
        at += 4 * t.numel()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for t in tensors.values():
            file.write(t.numpy().tobytes())


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    write_safetensors(target / "model.safetensors", named_tensors(torch.load(sys.argv[1], map_location="cpu")))
    (target / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
