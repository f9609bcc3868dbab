"""Video-Panda in PyTorch, as it is trained: STAB, projector and LLaMA with the checkpoint's own tensor names.

The forms are the plain ones of the official code (nothing folded); the product's graphs fold them. Square clips of eight
real frames only: cropping and padding frames are the product's business. B clips, N = chunks, T frames a chunk.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

CONFIG = {
    "vision": {"imageSize": 112, "patchSize": 14, "hiddenSize": 192, "lsteSize": 128, "heads": 8, "gstraHeads": 8, "frames": 8, "chunk": 4},
    "llm": {"hiddenSize": 160, "intermediateSize": 432, "layers": 5, "heads": 5, "vocabSize": 640, "rmsNormEps": 1e-5, "ropeTheta": 10000.0},
}  # fmt: skip


class Attend(nn.Module):
    """LSD and FSRA: q = W_q LN(query), k and v = W_kv LN(tokens), scale C^-0.5 (the whole width's), W_p at the end."""

    def __init__(self, c, heads):
        super().__init__()
        self.heads = heads
        self.q = nn.Sequential(nn.LayerNorm(c), nn.Linear(c, c, bias=False))
        self.kv = nn.Sequential(nn.LayerNorm(c), nn.Linear(c, 2 * c, bias=False))
        self.proj = nn.Linear(c, c)

    def forward(self, query, tokens):  # [n, C], [n, m, C] -> [n, C]
        n, m, c = tokens.shape
        d = c // self.heads
        q = self.q(query).view(n, self.heads, 1, d)
        k, v = self.kv(tokens).view(n, m, 2, self.heads, d).permute(2, 0, 3, 1, 4)  # [n, heads, m, d]
        weights = ((q * k).sum(-1) * c**-0.5).softmax(-1)  # [n, heads, m]
        return self.proj((weights[..., None] * v).sum(2).reshape(n, c))


class Gstra(nn.Module):
    """`dec`: one query over a chunk's tokens, then an MLP with QuickGELU."""

    def __init__(self, c, heads):
        super().__init__()
        self.heads = heads
        self.attn = nn.Module()
        self.attn.in_proj_weight = nn.Parameter(torch.randn(3 * c, c) * c**-0.5)
        self.attn.in_proj_bias = nn.Parameter(torch.zeros(3 * c))
        self.attn.out_proj = nn.Linear(c, c)
        self.ln_1, self.ln_2, self.ln_3 = nn.LayerNorm(c), nn.LayerNorm(c), nn.LayerNorm(c)
        self.mlp = nn.Module()
        self.mlp.c_fc, self.mlp.c_proj = nn.Linear(c, 4 * c), nn.Linear(4 * c, c)

    def forward(self, x, y):  # [N, C], [N, m, C] -> [N, C]
        n, m, c = y.shape
        d = c // self.heads
        wq, wk, wv = self.attn.in_proj_weight.chunk(3)
        bq, bk, bv = self.attn.in_proj_bias.chunk(3)
        q = F.linear(self.ln_1(x), wq, bq).view(n, self.heads, 1, d)
        tokens = self.ln_3(y)
        k = F.linear(tokens, wk, bk).view(n, m, self.heads, d).transpose(1, 2)
        v = F.linear(tokens, wv, bv).view(n, m, self.heads, d).transpose(1, 2)
        weights = ((q * k).sum(-1) * d**-0.5).softmax(-1)
        x = x + self.attn.out_proj((weights[..., None] * v).sum(2).reshape(n, c))
        h = self.mlp.c_fc(self.ln_2(x))
        return x + self.mlp.c_proj(h * torch.sigmoid(1.702 * h))


class Stab(nn.Module):
    def __init__(self, v):
        super().__init__()
        c = v["hiddenSize"]
        self.v = v
        self.patch_embedding = nn.Conv2d(3, c, v["patchSize"], v["patchSize"], bias=False)
        self.lmhra1 = nn.Module()
        self.lmhra1.pos_embed = nn.Sequential(
            nn.BatchNorm3d(c), nn.Conv3d(c, v["lsteSize"], 1),
            nn.Conv3d(v["lsteSize"], v["lsteSize"], (3, 1, 1), padding=(1, 0, 0), groups=v["lsteSize"]), nn.Conv3d(v["lsteSize"], c, 1),
        )  # fmt: skip
        self.dpe = nn.Conv3d(c, c, 3, padding=1, groups=c)
        self.temporal_cls_token = nn.Parameter(torch.randn(1, 1, c) * 0.5)
        self.class_embedding = nn.Parameter(torch.randn(c) * 0.5)
        self.split_embedding = nn.Parameter(torch.randn(c) * 0.5)
        self.balance = nn.Parameter(torch.zeros(c))
        self.dec = Gstra(c, v["gstraHeads"])
        self.local_attention = Attend(c, v["heads"])
        self.global_attention = Attend(c, v["heads"])
        self.proj = nn.Sequential(nn.LayerNorm(c), nn.Identity(), nn.Linear(c, c))
        nn.init.normal_(self.dpe.weight, std=0.35)
        nn.init.normal_(self.lmhra1.pos_embed[2].weight, std=0.7)

    def shifted(self, x, weight, bias):
        """Depthwise 3x1x1 or 3x3x3 convolution over [N, T, C, H, W] as 2-D ones: many times faster than Conv3d here."""
        n, t, c, h, w = x.shape
        side = weight.shape[-1] // 2
        out = 0
        for k in range(3):
            # output frame t takes input frame t + k - 1
            source = F.pad(x, (0, 0, 0, 0, 0, 0, 1, 1))[:, k : k + t].reshape(n * t, c, h, w)
            if side == 0:
                out = out + source * weight[:, 0, k].view(1, c, 1, 1)
            else:
                out = out + F.conv2d(source, weight[:, :, k], padding=side, groups=c)
        return (out + bias.view(1, c, 1, 1)).view(n, t, c, h, w)

    def lste(self, x):  # [N, T, C, H, W]
        norm, down, mix, up = self.lmhra1.pos_embed
        n, t, c, h, w = x.shape
        y = norm(x.transpose(1, 2)).transpose(1, 2).permute(0, 1, 3, 4, 2)  # [N, T, H, W, C]
        y = F.linear(y, down.weight.flatten(1), down.bias)
        y = self.shifted(y.permute(0, 1, 4, 2, 3), mix.weight, mix.bias).permute(0, 1, 3, 4, 2)
        y = F.linear(y, up.weight.flatten(1), up.bias).permute(0, 1, 4, 2, 3)
        x = x + y
        return x + self.shifted(x, self.dpe.weight, self.dpe.bias)

    def forward(self, pixels):  # [B, F, 3, S, S] -> [B, F, 1 + h (w + 1), C]
        b, f = pixels.shape[:2]
        v, c = self.v, self.v["hiddenSize"]
        t, p = v["chunk"], v["patchSize"]
        side = v["imageSize"] // p
        patches = pixels.view(b * f, 3, side, p, side, p).permute(0, 2, 4, 1, 3, 5).reshape(-1, 3 * p * p)
        x0 = (patches @ self.patch_embedding.weight.flatten(1).T).view(b * f // t, t, side, side, c).permute(0, 1, 4, 2, 3)
        x2 = self.lste(x0)
        n = x2.shape[0]
        y = x2.permute(0, 1, 3, 4, 2).reshape(n, t * side * side, c)
        g = self.dec(self.temporal_cls_token.view(1, c).expand(n, c), y)  # [N, C]
        x3 = x2 + x0
        h = side // 2
        windows = x3.permute(0, 1, 3, 4, 2).view(b * f, h, 2, h, 2, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, 4, c)
        mean = windows.mean(1)
        z = (mean + self.local_attention(mean, windows)).view(b * f, h * h, c)
        query = self.class_embedding.view(1, c).expand(b * f, c)
        frame = self.class_embedding + self.global_attention(query, z)  # [B F, C]
        a = torch.sigmoid(self.balance)
        clip = g.repeat_interleave(t, 0)
        s = self.proj((1 - a) * clip + a * frame)
        rows = torch.cat([z.view(b * f, h, h, c), self.split_embedding.view(1, 1, 1, c).expand(b * f, h, 1, c)], 2)
        return torch.cat([s[:, None], rows.reshape(b * f, h * (h + 1), c)], 1).view(b, f, 1 + h * (h + 1), c)


class RmsNorm(nn.Module):
    def __init__(self, d, eps):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


def rotary(positions, d, theta):  # [L] -> cos, sin [L, d]
    inverse = theta ** -(torch.arange(0, d, 2).float() / d)
    angle = positions.float()[:, None] * inverse
    angle = torch.cat([angle, angle], -1)
    return angle.cos(), angle.sin()


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin


class Layer(nn.Module):
    def __init__(self, m):
        super().__init__()
        d, f = m["hiddenSize"], m["intermediateSize"]
        self.heads = m["heads"]
        self.self_attn, self.mlp = nn.Module(), nn.Module()
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            setattr(self.self_attn, name, nn.Linear(d, d, bias=False))
        self.mlp.gate_proj, self.mlp.up_proj = nn.Linear(d, f, bias=False), nn.Linear(d, f, bias=False)
        self.mlp.down_proj = nn.Linear(f, d, bias=False)
        self.input_layernorm, self.post_attention_layernorm = RmsNorm(d, m["rmsNormEps"]), RmsNorm(d, m["rmsNormEps"])

    def project(self, x, cos, sin):  # [n, L, D] -> q, k, v [n, heads, L, d]
        n, length, width = x.shape
        x = self.input_layernorm(x)
        a = self.self_attn
        q, k, v = (p(x).view(n, length, self.heads, -1).transpose(1, 2) for p in (a.q_proj, a.k_proj, a.v_proj))
        return rotate(q, cos, sin), rotate(k, cos, sin), v

    def finish(self, x, attended):  # attended [n, heads, L, d]
        x = x + self.self_attn.o_proj(attended.transpose(1, 2).reshape(x.shape))
        h = self.post_attention_layernorm(x)
        return x + self.mlp.down_proj(F.silu(self.mlp.gate_proj(h)) * self.mlp.up_proj(h))


class VideoPanda(nn.Module):
    def __init__(self, config=CONFIG):
        super().__init__()
        v, m = config["vision"], config["llm"]
        self.config = config
        self.video_tower = Stab(v)
        self.video_projector = nn.Sequential(nn.Linear(v["hiddenSize"], m["hiddenSize"]), nn.GELU(), nn.Linear(m["hiddenSize"], m["hiddenSize"]))
        self.model = nn.Module()
        self.model.embed_tokens = nn.Embedding(m["vocabSize"], m["hiddenSize"])
        self.model.layers = nn.ModuleList(Layer(m) for _ in range(m["layers"]))
        self.model.norm = RmsNorm(m["hiddenSize"], m["rmsNormEps"])
        self.lm_head = nn.Linear(m["hiddenSize"], m["vocabSize"], bias=False)
        nn.init.normal_(self.model.embed_tokens.weight, std=0.5)
        for layer in self.model.layers:
            for p in (layer.self_attn.o_proj, layer.mlp.down_proj):
                nn.init.normal_(p.weight, std=0.3 * m["hiddenSize"] ** -0.5)

    def visual_tokens(self, pixels):  # [B, F, 3, S, S] -> [B, F, tokens, D]
        return self.video_projector(self.video_tower(pixels))

    def read_prefix(self, x, layers):
        """Causal pass over [B, P, D] through the first `layers` blocks. Returns the hidden states and each block's keys and values."""
        length = x.shape[1]
        cos, sin = rotary(torch.arange(length), x.shape[2] // self.config["llm"]["heads"], self.config["llm"]["ropeTheta"])
        mask = torch.full((length, length), -1e9).triu(1)
        cache = []
        for layer in self.model.layers[:layers]:
            q, k, v = layer.project(x, cos, sin)
            weights = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + mask).softmax(-1)
            x = layer.finish(x, weights @ v)
            cache.append((k, v))
        return x, cache

    def read_branches(self, ids, cache, inner):
        """Logits of texts [B, Q, L] that each continue the same prefix: the clip is read once, its questions side by side.
        Also the hidden states behind block `inner`."""
        b, q_count, length = ids.shape
        past = cache[0][0].shape[2]
        heads = self.config["llm"]["heads"]
        x = self.model.embed_tokens(ids.view(b * q_count, length))
        cos, sin = rotary(torch.arange(past, past + length), x.shape[2] // heads, self.config["llm"]["ropeTheta"])
        mask = torch.full((length, length), -1e9).triu(1)
        within = None
        for index, (layer, (pk, pv)) in enumerate(zip(self.model.layers, cache)):
            within = x if index == inner else within
            q, k, v = layer.project(x, cos, sin)  # [B Q, heads, L, d]
            d = q.shape[-1]
            wide = q.view(b, q_count, heads, length, d).transpose(1, 2).reshape(b, heads, q_count * length, d)
            before = (wide @ pk.transpose(-1, -2)).view(b, heads, q_count, length, past).transpose(1, 2).reshape(b * q_count, heads, length, past)
            own = q @ k.transpose(-1, -2)
            weights = (torch.cat([before / math.sqrt(d), own / math.sqrt(d) + mask], -1)).softmax(-1)
            first = weights[..., :past].reshape(b, q_count, heads, length, past).transpose(1, 2).reshape(b, heads, q_count * length, past)
            attended = (first @ pv).view(b, heads, q_count, length, d).transpose(1, 2).reshape(b * q_count, heads, length, d)
            x = layer.finish(x, attended + weights[..., past:] @ v)
        return self.lm_head(self.model.norm(x)).view(b, q_count, length, -1), within.view(b, q_count, length, -1)
