"""Conway's Life on a torus, a byte a cell: rows are summed, then columns."""
import numpy

import peer

start = peer.load("cells")
generations = int(peer.settings["generations"])


def run():
    cells = start
    for _ in range(generations):
        rows = cells + numpy.roll(cells, 1, 0) + numpy.roll(cells, -1, 0)
        total = rows + numpy.roll(rows, 1, 1) + numpy.roll(rows, -1, 1)
        cells = ((total == 3) | ((total == 4) & (cells == 1))).astype(numpy.uint8)
    return cells


peer.serve(run, lambda: {"cells": run()})
