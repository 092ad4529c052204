"""Lyapunov exponents of the Lorenz system: state and tangent vectors by classical Runge-Kutta, QR every few steps.

method=numpy: a loop over the trajectories, one at a time. method=numpy-batch: all trajectories in one array, and numpy's stacked QR.
"""
import numpy

import peer

sigma, rho, b = 10.0, 28.0, 8.0 / 3.0
h, every = 0.01, 10
starts = peer.load("starts")
steps = int(peer.settings["steps"])


def one(s, q):
    x, y, z = s
    jacobian = numpy.array([[-sigma, sigma, 0.0], [rho - z, -1.0, -x], [y, x, -b]])
    return numpy.array([sigma * (y - x), x * (rho - z) - y, x * y - b * z]), jacobian @ q


def many(s, q):
    x, y, z = s.T
    jacobian = numpy.zeros((len(s), 3, 3))
    jacobian[:, 0, 0], jacobian[:, 0, 1] = -sigma, sigma
    jacobian[:, 1, 0], jacobian[:, 1, 1], jacobian[:, 1, 2] = rho - z, -1.0, -x
    jacobian[:, 2, 0], jacobian[:, 2, 1], jacobian[:, 2, 2] = y, x, -b
    return numpy.stack([sigma * (y - x), x * (rho - z) - y, x * y - b * z], axis=1), jacobian @ q


def exponents(f, s, q):
    sums = 0.0
    for step in range(steps):
        s1, q1 = f(s, q)
        s2, q2 = f(s + h / 2 * s1, q + h / 2 * q1)
        s3, q3 = f(s + h / 2 * s2, q + h / 2 * q2)
        s4, q4 = f(s + h * s3, q + h * q3)
        s = s + h / 6 * (s1 + 2 * s2 + 2 * s3 + s4)
        q = q + h / 6 * (q1 + 2 * q2 + 2 * q3 + q4)
        if (step + 1) % every == 0 or step == steps - 1:
            q, r = numpy.linalg.qr(q)
            sums = sums + numpy.log(numpy.abs(numpy.diagonal(r, axis1=-2, axis2=-1)))
    return sums / (steps * h)


def run():
    if peer.settings["method"] == "numpy":
        found = numpy.array([exponents(one, start, numpy.eye(3)) for start in starts])
    else:
        found = exponents(many, starts, numpy.tile(numpy.eye(3), (len(starts), 1, 1)))
    return -numpy.sort(-found, axis=1)


peer.serve(run, lambda: {"exponents": run()})
