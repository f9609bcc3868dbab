"""Muon (Jordan 2024, with the RMS-matched scale of Liu et al. 2025, arXiv 2502.16982) for matrices, AdamW for the rest.

Weight decay bounds the matrices: without it the visual tokens grow until the language model can no longer read them.
"""

import torch


def orthogonal(g, steps=5):
    """Newton-Schulz iteration towards the nearest orthogonal matrix."""
    x = g / (g.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(steps):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.95, weight_decay=0.1):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                m = state.setdefault("momentum", torch.zeros_like(p))
                m.mul_(group["momentum"]).add_(p.grad)
                update = orthogonal(p.grad + group["momentum"] * m) * (0.2 * max(p.shape) ** 0.5)
                p.mul_(1 - group["lr"] * group["weight_decay"]).sub_(update, alpha=group["lr"])


def optimizers(model, lr, slow, slow_share):
    """(Muon, AdamW) with base rates kept in each group as `base`; parameters whose name begins with one of `slow` learn at
    `slow_share` of the rate."""
    groups = {True: ([], []), False: ([], [])}
    for name, p in model.named_parameters():
        hidden = p.dim() == 2 and "embed" not in name and "lm_head" not in name and "heads." not in name
        groups[hidden][name.startswith(slow)].append(p)
    made = []
    for hidden, make in ((True, Muon), (False, lambda g, lr: torch.optim.AdamW(g, lr=lr, betas=(0.9, 0.98), weight_decay=0.02))):
        made.append(make([{"params": ps, "lr": lr * share, "base": lr * share} for ps, share in zip(groups[hidden], (1, slow_share)) if ps], lr=lr))
    return made
