"""An elementary rule on a ring: 64 cells a word, or one cell a byte where the length is no multiple of 64."""
import numpy

import peer

rule, generations = int(peer.settings["rule"]), int(peer.settings["generations"])
bits = numpy.unpackbits(peer.load("row"), bitorder="little")[: int(peer.settings["cells"])]
packed = bits.size % 64 == 0
row = numpy.packbits(bits, bitorder="little").view(numpy.uint64) if packed else bits
one, top = numpy.uint64(1), numpy.uint64(63)


def combine(left, own, right):
    """The rule as an expression of whole arrays: the shorter of its sum of products and that of its complement."""
    if rule == 110:
        return (own | right) & ~(left & own & right)
    wanted = rule if bin(rule).count("1") <= 4 else rule ^ 255
    result = numpy.zeros_like(own)
    for number in range(8):
        if wanted >> number & 1:
            result |= (left if number & 4 else ~left) & (own if number & 2 else ~own) & (right if number & 1 else ~right)
    return result if wanted == rule else ~result


def words(x):
    left = x << one
    left[1:] |= x[:-1] >> top
    left[0] |= x[-1] >> top
    right = x >> one
    right[:-1] |= x[1:] << top
    right[-1] |= x[0] << top
    return combine(left, x, right)


def cells(x):
    return combine(numpy.roll(x, 1), x, numpy.roll(x, -1)) & 1


def run():
    x = row
    for _ in range(generations):
        x = words(x) if packed else cells(x)
    return x


def result():
    x = run()
    return {"cells": x.view(numpy.uint8) if packed else numpy.packbits(x, bitorder="little")}


peer.serve(run, result)
