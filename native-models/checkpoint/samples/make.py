"""What torch itself writes, with every kind of view: python3 make.py torch-1.13.bin (Debian 12's python3-torch)."""
import sys
from collections import OrderedDict

import torch

base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8 - 1
state = OrderedDict()
state["whole"] = base
state["transposed"] = base.t()
state["part"] = base[1:3, 2:5]
state["twin"] = base
state["half"] = base.half()
state["brain"] = base.bfloat16()
state["repeated"] = torch.tensor([[0.5], [2.0]]).expand(2, 3)
state["counter"] = torch.tensor(7)
state["parameter"] = torch.nn.Parameter(torch.tensor([1.5, -2.5]))
state["empty"] = torch.zeros(0, 3)
state._metadata = OrderedDict([("", {"version": 1})])
torch.save(state, sys.argv[1])
