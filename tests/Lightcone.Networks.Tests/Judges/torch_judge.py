"""The judge of Lightcone.Networks: the same network in torch, in double precision, differentiated by torch.

usage: torch_judge.py CASE.safetensors VERDICT.safetensors

The case holds a network's architecture (text) and parameters, inputs [batch, time, features] and labels. The verdict
holds outputs, loss, the gradient of inputs and every parameter, and the parameters after some steps of torch.optim with
torch's clipping. Linear, conv2d, RNN, LSTM, GRU, LayerNorm, GELU, TransformerEncoderLayer, cross-entropy, optimizers and clipping are torch's own; the leaky neurons are
written out from snnTorch's equations with the surrogate as an autograd function.
"""
import json
import struct
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32"
        start, end = entry["data_offsets"]
        tensors[name] = torch.tensor(np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"]).astype(np.float64))
    return metadata, tensors


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.detach().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Fire(torch.autograd.Function):
    @staticmethod
    def forward(context, x, kind, scale):
        context.save_for_backward(x)
        context.kind, context.scale = kind, scale
        return (x > 0).to(x.dtype)

    @staticmethod
    def backward(context, gradient):
        (x,) = context.saved_tensors
        if context.kind == "fast":
            return gradient / (context.scale * x.abs() + 1) ** 2, None, None
        if context.kind == "atan":
            return gradient * context.scale / 2 / (1 + (torch.pi / 2 * context.scale * x) ** 2), None, None
        return gradient, None, None


class Neuron(torch.nn.Module):
    """snnTorch's Leaky and RLeaky: the reset is detached and comes one step after the spike, or right after it. u is the membrane before it."""

    margin = float("inf")

    def __init__(self, settings, width, recurrent):
        super().__init__()
        self.threshold = float(settings.get("threshold", 1))
        self.reset = settings.get("reset", "subtract")
        self.delay = settings.get("reset_delay", "true") == "true"
        kind, _, scale = settings.get("surrogate", "fast:25").partition(":")
        self.kind, self.scale = kind, float(scale or {"fast": 25, "atan": 2}.get(kind, 1))
        beta = torch.tensor(float(np.float32(settings.get("beta", 0.95))))
        learn = settings.get("learn")
        self.theta = None
        if learn and learn.endswith("-sigmoid"):
            self.theta = torch.nn.Parameter((beta / (1 - beta)).log().repeat(1 if learn == "shared-sigmoid" else width))
        elif learn:
            self.beta = torch.nn.Parameter(beta.repeat(1 if learn == "shared" else width))
        else:
            self.register_buffer("beta", beta, persistent=False)
        self.recurrent = torch.nn.Linear(width, width) if recurrent else None

    def decay(self):
        return self.beta.clamp(0, 1) if self.theta is None else self.theta.sigmoid()

    def forward(self, sequence):
        u = torch.zeros_like(sequence[:, 0])
        s = torch.zeros_like(u)
        spikes = []
        for t in range(sequence.shape[1]):
            above = (u > self.threshold).to(u.dtype).detach()
            x = sequence[:, t]
            beta = self.decay()
            if self.recurrent is not None:
                x = x + self.recurrent(s)
            if self.reset == "subtract" and self.delay:
                u = beta * u + x - above * self.threshold
            elif self.reset.startswith("subtract"):
                u = beta * (u - above * self.threshold) + x
            elif self.reset == "zero" and self.recurrent is not None and self.delay:
                u = (beta * u + x) * (1 - above)
            elif self.reset == "zero":
                u = beta * ((1 - above) * u) + x
            else:
                u = beta * u + x
            Neuron.margin = min(Neuron.margin, (u - self.threshold).abs().min().item())
            s = Fire.apply(u - self.threshold, self.kind, self.scale)
            spikes.append(s)
        return torch.stack(spikes, 1)


class Integrator(Neuron):
    def forward(self, sequence):
        u = torch.zeros_like(sequence[:, 0])
        outputs = []
        for t in range(sequence.shape[1]):
            u = self.decay() * u + sequence[:, t]
            outputs.append(u)
        return torch.stack(outputs, 1)


class First(torch.nn.Module):
    """Keeps only the sequence that a recurrent layer returns."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, sequence):
        return self.layer(sequence)[0]


class Filters(torch.nn.Module):
    """torch's conv2d; only its weights lie as ours do: [channels, rows, columns, input channels] as a matrix."""

    def __init__(self, settings, width, channels):
        super().__init__()
        self.size = [int(side) for side in settings["size"].split("x")]
        self.kernel = int(settings.get("kernel", 3))
        self.inputs = width // (self.size[0] * self.size[1])
        self.weight = torch.nn.Parameter(torch.zeros(channels, self.kernel ** 2 * self.inputs))
        self.bias = torch.nn.Parameter(torch.zeros(channels))
        self.width = channels * (self.size[0] - self.kernel + 1) * (self.size[1] - self.kernel + 1)

    def forward(self, sequence):
        pictures = sequence.reshape(-1, *self.size, self.inputs).permute(0, 3, 1, 2)
        weight = self.weight.reshape(-1, self.kernel, self.kernel, self.inputs).permute(0, 3, 1, 2)
        filtered = torch.nn.functional.conv2d(pictures, weight, self.bias)
        return filtered.permute(0, 2, 3, 1).reshape(*sequence.shape[:2], -1)


class Positions(torch.nn.Module):
    def forward(self, sequence):
        time, width = sequence.shape[1:]
        angle = torch.arange(time)[:, None] / 10000 ** (2 * (torch.arange(width) // 2) / width)
        return sequence + torch.where(torch.arange(width) % 2 == 0, angle.sin(), angle.cos())


class Block(torch.nn.Module):
    """torch's own block; with rotary positions its parameters at work in an attention written out here."""

    def __init__(self, settings, width):
        super().__init__()
        self.heads, self.causal = int(settings.get("heads", 4)), settings.get("mask", "causal") == "causal"
        self.rotary = settings.get("positions") == "rotary"
        self.layer = torch.nn.TransformerEncoderLayer(
            width, self.heads, int(settings.get("hidden", 4 * width)), 0.0, settings.get("activation", "relu"), batch_first=True, norm_first=True)

    def turn(self, x):
        angle = torch.arange(x.shape[2])[:, None] / 10000 ** (torch.arange(0, x.shape[3], 2) / x.shape[3])
        pairs = torch.view_as_complex(x.reshape(*x.shape[:3], -1, 2)) * torch.polar(torch.ones_like(angle), angle)
        return torch.view_as_real(pairs).flatten(3)

    def forward(self, x):
        batch, time, width = x.shape
        mask = torch.full((time, time), float("-inf")).triu(1) if self.causal else None
        if not self.rotary:
            return self.layer(x, mask)
        own = self.layer.self_attn
        parts = torch.nn.functional.linear(self.layer.norm1(x), own.in_proj_weight, own.in_proj_bias).chunk(3, -1)
        q, k, v = (part.reshape(batch, time, self.heads, -1).transpose(1, 2) for part in parts)
        scores = self.turn(q) @ self.turn(k).transpose(2, 3) / (width // self.heads) ** 0.5
        scores = scores if mask is None else scores + mask
        x = x + own.out_proj((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))
        return x + self.layer.linear2(self.layer.activation(self.layer.linear1(self.layer.norm2(x))))


def build(text):
    parts = [part.split() for part in text.split("|")]
    width = int(parts[0][1])
    layers = []
    for part in parts[1:-1]:
        settings = dict(word.split("=", 1) for word in part[1:] if "=" in word)
        units = int(part[1]) if len(part) > 1 and "=" not in part[1] else width
        if part[0] == "linear":
            layers.append(torch.nn.Linear(width, units))
        elif part[0] == "conv":
            layers.append(Filters(settings, width, units))
            units = layers[-1].width
        elif part[0] == "rnn":
            layers.append(First(torch.nn.RNN(width, units, batch_first=True)))
        elif part[0] == "lstm":
            layers.append(First(torch.nn.LSTM(width, units, batch_first=True)))
        elif part[0] == "gru":
            layers.append(First(torch.nn.GRU(width, units, batch_first=True)))
        elif part[0] == "norm":
            layers.append(torch.nn.LayerNorm(width))
        elif part[0] == "relu":
            layers.append(torch.nn.ReLU())
        elif part[0] == "gelu":
            layers.append(torch.nn.GELU())
        elif part[0] == "positions":
            layers.append(Positions())
        elif part[0] == "transformer":
            layers.append(Block(settings, width))
        elif part[0] == "integrator":
            layers.append(Integrator(settings, width, False))
        else:
            layers.append(Neuron(settings, width, part[0] == "rleaky"))
        width = units
    return torch.nn.Sequential(*layers), parts[-1][0]


def main():
    metadata, case = read(sys.argv[1])
    network, readout = build(metadata["architecture"])
    named = {name.replace(".layer.", "."): parameter for name, parameter in network.named_parameters()}
    assert set(named) == {name[2:] for name in case if name.startswith("p.")}, (sorted(named), sorted(case))
    for name, parameter in named.items():
        parameter.data.copy_(case["p." + name])
    inputs, labels = case["inputs"].requires_grad_(), case["labels"].long()

    def evaluate():
        sequence = network(inputs)
        if readout == "every":
            return sequence, torch.nn.functional.cross_entropy(sequence.flatten(0, 1), labels, ignore_index=-1)
        outputs = {"last": lambda: sequence[:, -1], "mean": lambda: sequence.mean(1)}.get(readout, lambda: sequence.sum(1))()
        return outputs, torch.nn.functional.cross_entropy(outputs, labels)

    outputs, loss = evaluate()
    loss.backward()
    verdict = {"outputs": outputs, "loss": loss.reshape(1), "margin": torch.tensor([min(Neuron.margin, 1e30)])}
    verdict["inputs"] = inputs.grad.clone()
    verdict.update({"g." + name: parameter.grad.clone() for name, parameter in named.items()})
    clip = float(metadata["clip"])
    rate = float(metadata["rate"])
    kind, *settings = metadata["optimizer"].split()
    settings = [float(setting) for setting in settings]
    if kind == "adamw":
        optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=settings[0])
    elif kind == "sgd":
        optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=settings[0], nesterov=settings[1] > 0, weight_decay=settings[2])
    else:
        optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    for _ in range(int(metadata["steps"])):
        optimizer.zero_grad()
        evaluate()[1].backward()
        if clip > 0:
            torch.nn.utils.clip_grad_norm_(network.parameters(), clip)
        optimizer.step()
    verdict.update({"p." + name: parameter for name, parameter in named.items()})
    write(sys.argv[2], verdict)


main()
