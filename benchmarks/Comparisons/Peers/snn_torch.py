"""One training step of a spiking network in torch: forward, cross-entropy of the spike counts, backward, Adam.

neuron=torch: snnTorch's equations written out; each linear layer takes all steps at once, which is faster than step by step. neuron=torch-steps: the same equations step by step, the order
of snnTorch's tutorials, without anything the library does besides: its time is a lower bound of snnTorch's. neuron=snntorch: the library's own Leaky, step by step.
"""
import torch

import peer

torch.set_num_threads(1)
beta = float(peer.settings["beta"])
rate = float(peer.settings["rate"])
inputs = torch.tensor(peer.load("inputs")).transpose(0, 1).contiguous()  # [time, batch, features]
labels = torch.tensor(peer.load("labels").astype("int64"))
layers = []
for index in range(int(peer.settings["layers"])):
    weight = torch.tensor(peer.load(f"weight{index}"))
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(torch.tensor(peer.load(f"bias{index}")))
    layers.append(layer)


class Fire(torch.autograd.Function):
    """A step forward, the slope of the fast sigmoid backward."""

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return (x > 0).to(x.dtype)

    @staticmethod
    def backward(context, gradient):
        (x,) = context.saved_tensors
        return gradient / (25 * x.abs() + 1) ** 2


def counts_plain():
    sequence = inputs
    for layer in layers:
        currents = layer(sequence)
        membrane = torch.zeros_like(currents[0])
        spikes = []
        for current in currents:
            reset = (membrane > 1).to(membrane.dtype).detach()
            membrane = beta * membrane + current - reset
            spikes.append(Fire.apply(membrane - 1))
        sequence = torch.stack(spikes)
    return sequence.sum(0)


def counts_steps():
    membranes = [torch.zeros(inputs.shape[1], layer.out_features) for layer in layers]
    total = 0
    for values in inputs:
        for index, layer in enumerate(layers):
            reset = (membranes[index] > 1).to(values.dtype).detach()
            membranes[index] = beta * membranes[index] + layer(values) - reset
            values = Fire.apply(membranes[index] - 1)
        total = total + values
    return total


if peer.settings["neuron"] == "snntorch":
    import snntorch
    import snntorch.surrogate

    neurons = [snntorch.Leaky(beta=beta, spike_grad=snntorch.surrogate.fast_sigmoid(slope=25)) for _ in layers]


def counts_snntorch():
    membranes = [neuron.init_leaky() for neuron in neurons]
    total = 0
    for values in inputs:
        for index, layer in enumerate(layers):
            values, membranes[index] = neurons[index](layer(values), membranes[index])
        total = total + values
    return total


counts = {"torch": counts_plain, "torch-steps": counts_steps, "snntorch": counts_snntorch}[peer.settings["neuron"]]
parameters = [parameter for layer in layers for parameter in layer.parameters()]
optimizer = torch.optim.Adam(parameters, lr=rate)


def gradient():
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(counts(), labels)
    loss.backward()
    return loss


def step():
    gradient()
    optimizer.step()


def result():
    arrays = {"loss": gradient().detach().reshape(1).numpy()}
    for index, layer in enumerate(layers):
        arrays[f"weight{index}"] = layer.weight.grad.numpy()
        arrays[f"bias{index}"] = layer.bias.grad.numpy()
    return arrays


peer.serve(step, result)
