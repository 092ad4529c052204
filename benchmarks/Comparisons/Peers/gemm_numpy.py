"""The product of two matrices by numpy, which hands it to the BLAS that the system has."""
import numpy

import peer

a, b = peer.load("a"), peer.load("b")
c = numpy.empty((a.shape[0], b.shape[1]), a.dtype)
peer.serve(lambda: numpy.matmul(a, b, out=c), lambda: {"c": numpy.matmul(a, b)})
