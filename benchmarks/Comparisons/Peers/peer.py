"""What all peers share: settings, arrays, and the loop that answers requests.

A request is one line. "result" does the work once and saves what came out, one NAME.result.npy for each array; "run N" does the work N times and answers
with the seconds by the clock and of the processor; several runs are preceded by one that does not count.
"""
import os
import sys
import time

import numpy

settings = dict(argument.split("=", 1) for argument in sys.argv[1:])


def load(name):
    return numpy.load(name + ".npy")


def serve(run, result):
    """run() does the work; result() does the work once and returns a dictionary of arrays."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for line in sys.stdin:
        words = line.split()
        if words[0] == "result":
            for name, array in result().items():
                array = numpy.ascontiguousarray(array)
                exact = array.dtype in (numpy.float32, numpy.float64, numpy.uint8)
                numpy.save(name + ".result.npy", array if exact else array.astype(numpy.float64))
            answers.write("done\n")
        else:
            runs = int(words[1])
            if runs > 1:
                run()
            begin, processor = time.perf_counter(), time.process_time()
            for _ in range(runs):
                run()
            answers.write(f"{time.perf_counter() - begin!r} {time.process_time() - processor!r}\n")
        answers.flush()
