"""The parity of every prefix of a row of bits, one byte a bit."""
import numpy

import peer

row = numpy.unpackbits(peer.load("row"), bitorder="little")
parities = numpy.empty_like(row)
peer.serve(
    lambda: numpy.bitwise_xor.accumulate(row, out=parities),
    lambda: {"parities": numpy.packbits(numpy.bitwise_xor.accumulate(row), bitorder="little")})
