"""An elementary rule on a ring in CellPyLib, its results remembered."""
import cellpylib
import numpy

import peer

rule, generations, cells = (int(peer.settings[name]) for name in ("rule", "generations", "cells"))
row = numpy.unpackbits(peer.load("row"), bitorder="little")[:cells].astype(numpy.int32).reshape(1, -1)


def run():
    return cellpylib.evolve(row, timesteps=generations + 1, memoize=True, apply_rule=lambda n, c, t: cellpylib.nks_rule(n, rule))[-1]


peer.serve(run, lambda: {"cells": numpy.packbits(run().astype(numpy.uint8), bitorder="little")})
