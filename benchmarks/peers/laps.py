"""A measuring process: what rookery.benchmarks.Laps is, in Python.

    python jax_peer.py train 784-512-512-10 128 sgd
    python jax_peer.py predict 3-16-2 1 none

Work goes round in laps, epochs or as many predictions; Laps.lap() is called after each. When laps
no longer become faster it prints a line and waits; for each line read, a number of seconds, it
measures so long and prints the median. At the end of what it reads there is nothing more to do.
"""

import json
import sys
import time
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Workload:
    kind: str  # train or predict
    layers: list
    rows: int  # of a training step, or predicted at a time
    optimizer: str  # sgd, adam or none

    @staticmethod
    def of(kind, layers, rows, optimizer):
        return Workload(kind, [int(units) for units in layers.split("-")], int(rows), optimizer)

    @property
    def training(self):
        return self.kind == "train"

    @property
    def operations(self):
        """Two for each multiplication and addition; training has no gradients of the inputs."""
        pairs = list(zip(self.layers, self.layers[1:]))
        if not self.training:
            return 2 * sum(a * b for a, b in pairs) * self.rows
        return (6 * sum(a * b for a, b in pairs) - 2 * pairs[0][0] * pairs[0][1]) * self.rows

    @property
    def steps(self):
        """Steps of an epoch, or predictions that are timed together."""
        if not self.training:
            return max(1, min(1000, int(2e8 / self.operations)))
        return max(8, min(256, int(2.6e10 / self.operations)))

    @property
    def data_rows(self):
        return self.steps * self.rows if self.training else self.rows

    def data(self):
        """Normal numbers; the class is where the largest of the first ones stands."""
        x = np.random.default_rng(0).standard_normal((self.data_rows, self.layers[0]), np.float32)
        return x, x[:, : self.layers[-1]].argmax(1).astype(np.int32)

    def weights(self):
        """Glorot's uniform weights and zero biases, for libraries that have no layers."""
        random = np.random.default_rng(1)
        return [
            (
                (np.sqrt(6 / (a + b)) * random.uniform(-1, 1, (a, b))).astype(np.float32),
                np.zeros(b, np.float32),
            )
            for a, b in zip(self.layers, self.layers[1:])
        ]

    def orders(self):
        """An order of rows for each epoch, without end."""
        random = np.random.default_rng(2)
        while True:
            yield random.permutation(self.data_rows).astype(np.int32)


class Laps:
    """See above; the constants are those of Laps.java."""

    FEWEST = 3
    STEADY_WINDOWS, WINDOW_SECONDS, FASTER, SLOWER = 3, 0.5, 0.95, 1.25
    LONGEST_WARM_UP = 20

    def __init__(self, name, steps):
        self.name, self.steps = name, steps
        self.seconds, self.total = [], 0.0
        self.warm, self.steady, self.best_window = False, 0, float("inf")
        self.start = self.lap_start = time.perf_counter()

    def lap(self, loss=None, accuracy=None):
        """A lap is done; returns whether to go round once more."""
        lap = time.perf_counter() - self.lap_start
        self.seconds.append(lap)
        self.total += lap
        go_on = True
        if not self.warm:
            go_on = not self.is_warm() or self.begin()
        elif len(self.seconds) >= self.FEWEST and self.total >= self.wanted:
            go_on = self.report(loss, accuracy)
        self.lap_start = time.perf_counter()
        return go_on

    def is_warm(self):
        if self.total < self.WINDOW_SECONDS:
            return False
        mean = self.total / len(self.seconds)
        same = self.FASTER * self.best_window <= mean <= self.SLOWER * self.best_window
        self.steady = self.steady + 1 if same else 0
        self.best_window = min(self.best_window, mean)
        self.seconds, self.total = [], 0.0
        too_long = time.perf_counter() - self.start > self.LONGEST_WARM_UP
        return self.steady == self.STEADY_WINDOWS or too_long

    def begin(self):
        self.warm = True
        print(json.dumps({"name": self.name}), flush=True)
        return self.wait()

    def report(self, loss, accuracy):
        times = sorted(self.seconds)
        micro = 1e6 / self.steps
        answer = {
            "microseconds": times[len(times) // 2] * micro,
            "fastest": times[0] * micro,
            "laps": len(times),
            "loss": None if loss is None else float(loss),
            "accuracy": None if accuracy is None else float(accuracy),
        }
        print(json.dumps(answer), flush=True)
        return self.wait()

    def wait(self):
        """The next request; false if there is none."""
        self.seconds, self.total = [], 0.0
        line = sys.stdin.readline()
        if not line:
            return False
        self.wanted = float(line)
        return True


def fastest(candidates, seconds=1.0):
    """The name of the quickest of several ways to do a lap, as a user would find out.

    candidates: name to a function that does a lap. Each is called once to be compiled.
    """
    times = {}
    for name, lap in candidates.items():
        lap()
        start, best = time.perf_counter(), float("inf")
        while time.perf_counter() - start < seconds or best == float("inf"):
            before = time.perf_counter()
            lap()
            best = min(best, time.perf_counter() - before)
        times[name] = best
        print(f"{name}: {best:.6f} s a lap", file=sys.stderr)
    return min(times, key=times.get)


def measure(library, steps, candidates):
    """Measures the fastest way; a lap may return (loss, accuracy)."""
    name = fastest(candidates) if len(candidates) > 1 else next(iter(candidates))
    lap, laps = candidates[name], Laps(f"{library}, {name}" if name else library, steps)
    while True:
        if not laps.lap(*(lap() or ())):
            return


def workload():
    """What the command line asks for."""
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    return Workload.of(*sys.argv[1:])


def times(n, function):
    """A lap of n calls."""

    def lap():
        for _ in range(n):
            function()

    return lap
