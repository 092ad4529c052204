"""Training steps of a perceptron in torch: linear layers with ReLU between them, cross-entropy, Adam."""
import torch

import peer

torch.set_num_threads(1)
images, labels = torch.tensor(peer.load("images")), torch.tensor(peer.load("labels").astype("int64"))
batch = int(peer.settings["batch"])
tensors = [torch.tensor(peer.load(f"parameter{index}")) for index in range(int(peer.settings["parameters"]))]
layers = []
for weight, bias in zip(tensors[::2], tensors[1::2]):
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    layers += [layer, torch.nn.ReLU()]
network = torch.nn.Sequential(*layers[:-1])
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)


def gradient(start):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(network(images[start:start + batch]), labels[start:start + batch])
    loss.backward()
    return loss


def epoch():
    for start in range(0, len(images), batch):
        gradient(start)
        optimizer.step()


def result():
    arrays = {"loss": gradient(0).detach().reshape(1).numpy()}
    for index, parameter in enumerate(network.parameters()):
        arrays[f"parameter{index}"] = parameter.grad.numpy()
    return arrays


peer.serve(epoch, result)
