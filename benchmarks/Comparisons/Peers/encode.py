"""Digits as trajectories of the mixed oscillator: classical Runge-Kutta, step 0.01, linear interpolation at the sample times.

method=numba: a compiled loop over samples, features and steps. method=numpy: one step of 4,096 trajectories at a time, which stay in the cache. method=scipy: solve_ivp, one trajectory at
a time, at rtol 1e-6.
"""
import numpy

import peer

alpha, beta, gamma, omega, delta = 2.0, 0.1, 0.1, 1.0, 2.0
steps, h = 400, 0.01
digits = peer.load("digits")
samples = int(peer.settings["samples"])
positions = numpy.arange(samples) / (samples - 1) * steps
index = numpy.minimum(positions.astype(numpy.int64), steps - 1)
fraction = positions - index
output = numpy.zeros((len(digits), samples, 3 * digits.shape[1]), numpy.float32)


def scaled():
    largest = numpy.abs(digits).max(axis=1, keepdims=True)
    return digits / numpy.where(largest == 0, 1.0, largest)


def derivative(x, y, z):
    return y, -alpha * x - beta * x * x * x - delta * y + gamma * z, -omega * x - delta * z + gamma * x * y


def with_numba():
    import numba

    f = numba.njit(inline="always")(derivative)

    @numba.njit
    def loop(values, index, fraction, output):
        for i in range(values.shape[0]):
            for j in range(values.shape[1]):
                x, y, z = values[i, j], 0.2 * values[i, j], -values[i, j]
                k = 0
                for step in range(steps):
                    a1, b1, c1 = f(x, y, z)
                    a2, b2, c2 = f(x + h / 2 * a1, y + h / 2 * b1, z + h / 2 * c1)
                    a3, b3, c3 = f(x + h / 2 * a2, y + h / 2 * b2, z + h / 2 * c2)
                    a4, b4, c4 = f(x + h * a3, y + h * b3, z + h * c3)
                    u = x + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
                    v = y + h / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
                    w = z + h / 6 * (c1 + 2 * c2 + 2 * c3 + c4)
                    while k < len(index) and index[k] == step:
                        output[i, k, 3 * j] = x + fraction[k] * (u - x)
                        output[i, k, 3 * j + 1] = y + fraction[k] * (v - y)
                        output[i, k, 3 * j + 2] = z + fraction[k] * (w - z)
                        k += 1
                    x, y, z = u, v, w

    return lambda: loop(scaled(), index, fraction, output)


def with_numpy():
    def run():
        values = scaled().reshape(-1)
        rows = output.reshape(len(digits), samples, digits.shape[1], 3)
        for start in range(0, len(values), 4096):
            part = values[start:start + 4096]
            where = numpy.arange(start, start + len(part))
            i, j = where // digits.shape[1], where % digits.shape[1]
            state = numpy.stack([part, 0.2 * part, -part])
            k = 0
            for step in range(steps):
                k1 = numpy.stack(derivative(*state))
                k2 = numpy.stack(derivative(*(state + h / 2 * k1)))
                k3 = numpy.stack(derivative(*(state + h / 2 * k2)))
                k4 = numpy.stack(derivative(*(state + h * k3)))
                after = state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
                while k < samples and index[k] == step:
                    rows[i, k, j] = (state + fraction[k] * (after - state)).T
                    k += 1
                state = after

    return run


def with_scipy():
    from scipy.integrate import solve_ivp

    times = numpy.arange(samples) / (samples - 1) * (steps * h)
    times[-1] = steps * h

    def run():
        values = scaled()
        for i in range(values.shape[0]):
            for j in range(values.shape[1]):
                v = values[i, j]
                solution = solve_ivp(lambda t, s: derivative(*s), (0, steps * h), [v, 0.2 * v, -v], t_eval=times, rtol=1e-6, atol=1e-9)
                output[i, :, 3 * j:3 * j + 3] = solution.y.T

    return run


run = {"numba": with_numba, "numpy": with_numpy, "scipy": with_scipy}[peer.settings["method"]]()


def result():
    run()
    return {"sequences": output}


peer.serve(run, result)
