"""What all peers share: settings, arrays, and the loop that answers requests.

A request is one line. "result" does the work once and saves what came out, one NAME.result.npy for each array; "run N" does the work N times and answers with the seconds.
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
                numpy.save(name + ".result.npy", numpy.ascontiguousarray(array))
            answers.write("done\n")
        else:
            begin = time.perf_counter()
            for _ in range(int(words[1])):
                run()
            answers.write(repr(time.perf_counter() - begin) + "\n")
        answers.flush()
