"""The first layers of the embedder, a head that points at the answer's tokens, and one that says how surely the unit answers."""
import gzip

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

WIDTH, HEADS, LAYERS, VOCABULARY = 384, 12, 6, 250037
NOTHING = -1e4


def embedder_bytes(folder):
    with gzip.open(f"{folder}/model.onnx.gz") as packed:
        return packed.read()


def tensors(model):
    return {
        one.name: np.frombuffer(one.raw_data, np.uint8).reshape(list(one.dims)) if one.name == "word" else numpy_helper.to_array(one)
        for one in model.graph.initializer
    }


def copied(array):
    return torch.from_numpy(array.astype(np.float32).copy())


class Layer(nn.Module):
    def __init__(self, weights, at):
        super().__init__()

        def linear(name, bias):
            part = {key: weights[f"l{at}.{name}.{key}"].astype(np.float32) for key in ("q", "z", "s")}
            matrix = (part["q"] - part["z"]) * part["s"]
            made = nn.Linear(*matrix.shape)
            made.weight.data, made.bias.data = copied(matrix.T), copied(weights[f"l{at}.{bias}"])
            return made

        def norm(name):
            made = nn.LayerNorm(WIDTH, 1e-12)
            made.weight.data, made.bias.data = copied(weights[f"l{at}.{name}w"]), copied(weights[f"l{at}.{name}b"])
            return made

        self.qkv, self.ao = linear("qkv", "qkv.b"), linear("ao", "ao.b_")
        self.fi, self.fo = linear("fi", "fi.b_"), linear("fo", "fo.b_")
        self.n1, self.n2 = norm("al"), norm("ol")

    def forward(self, x, mask, dropout):
        batch, length, width = x.shape
        q, k, v = [part.view(batch, length, HEADS, -1).transpose(1, 2) for part in self.qkv(x).split(width, -1)]
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.n1(x + F.dropout(self.ao(attended), dropout, self.training))
        return self.n2(x + F.dropout(self.fo(F.gelu(self.fi(x))), dropout, self.training))


class Encoder(nn.Module):
    def __init__(self, weights):
        super().__init__()
        packed, scales = weights["word"], weights["word_s"].astype(np.float32)
        table = np.empty((VOCABULARY, WIDTH), np.float32)
        table[:, 0::2], table[:, 1::2] = (packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8
        table = (table.reshape(VOCABULARY, -1, 32) * scales[:, :, None]).reshape(VOCABULARY, WIDTH)
        # stays as it is: the reader's file refers to the embedder's
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        self.pos, self.seg = nn.Parameter(copied(weights["pos"])), nn.Parameter(torch.zeros(3, WIDTH))
        self.n = nn.LayerNorm(WIDTH, 1e-12)
        self.n.weight.data, self.n.bias.data = copied(weights["elw"]), copied(weights["elb"])
        self.layers = nn.ModuleList([Layer(weights, at) for at in range(LAYERS)])

    def forward(self, ids, mask, segments, dropout):
        x = F.dropout(self.n(self.word(ids) + self.pos[: ids.shape[1]] + self.seg[segments]), dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x


class Reader(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.enc = Encoder(weights)
        self.tok, self.h, self.o = nn.Linear(WIDTH, 1), nn.Linear(WIDTH * 2 + 1, WIDTH), nn.Linear(WIDTH, 1)

    def forward(self, ids, mask, segments, dropout=0.1):
        """Log-odds that the unit answers, and for each token that it is of the answer."""
        x = self.enc(ids, mask, segments, dropout)
        pointing = self.tok(x).squeeze(-1)
        of_unit = pointing.masked_fill(~((segments == 2) & mask), NOTHING)
        pointed_at = (torch.softmax(of_unit, -1).unsqueeze(-1) * x).sum(1)
        all_of_it = torch.cat([x[:, 0], pointed_at, torch.logsumexp(of_unit, -1, keepdim=True)], -1)
        hidden = torch.tanh(self.h(F.dropout(all_of_it, dropout, self.training)))
        return self.o(hidden).squeeze(-1), pointing


def new_reader(folder):
    """A reader that nobody has taught yet, of the embedder in a folder."""
    return Reader(tensors(onnx.load_from_string(embedder_bytes(folder))))
