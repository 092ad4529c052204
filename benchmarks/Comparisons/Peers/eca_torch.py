"""The network of an elementary rule, run as the paper runs it: convolution of width 3, rectifier, convolution of width 1, symbol, repeat."""
import numpy
import torch

import peer

torch.set_num_threads(1)
generations, cells = int(peer.settings["generations"]), int(peer.settings["cells"])
row = torch.from_numpy(numpy.unpackbits(peer.load("row"), bitorder="little")[:cells].astype(numpy.float32))
units = int(peer.settings["units"])
weights = peer.load("weights").astype(numpy.float32)
first, weights = weights[: 3 * units].reshape(units, 1, 3), weights[3 * units:]
first_bias, weights = weights[:units], weights[units:]
second, second_bias = weights[:units].reshape(1, units, 1), weights[units:]
tensors = [torch.from_numpy(numpy.ascontiguousarray(each)) for each in (first, first_bias, second, second_bias)]
slope = float(peer.settings["slope"])


@torch.no_grad()
def run():
    x = row
    for _ in range(generations):
        values = 2 * x - 1
        ring = torch.cat([values[-1:], values, values[:1]]).reshape(1, 1, -1)
        hidden = torch.nn.functional.leaky_relu(torch.nn.functional.conv1d(ring, tensors[0], tensors[1]), slope)
        x = (torch.nn.functional.conv1d(hidden, tensors[2], tensors[3])[0, 0] > 0).to(torch.float32)
    return x


peer.serve(run, lambda: {"cells": numpy.packbits(run().numpy().astype(numpy.uint8), bitorder="little")})
