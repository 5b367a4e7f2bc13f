"""Learning rates by step, from Keras in float64 and from PyTorch.

    python3 core/src/test/resources/rookery/golden/schedules.py

writes schedules.json beside itself. Versions: reference.py. The first of Keras's steps is 0.

Each entry has a member, its arguments by Keras's names, steps, and the rates at them. Where PyTorch
has the schedule, the script demands that the two agree to 1e-9 at PyTorch's steps 0 … 59. PyTorch's
CosineAnnealingLR rises again after its steps, so only those are compared; its MultiStepLR counts a
boundary to the stretch behind it and is given boundary + 1. Keras has no one_cycle and no
linear_warm_up before any schedule: these rates are PyTorch's, except that Keras's warm-up of
cosine_decay is demanded to be the linear one.

Keras finds the period of cosine_decay_restarts by ⌊log(…) / log(t_mul)⌋; the steps that float64
rounds to the period before are left out, and those beyond a million, where few digits of the part
that is done are left.
"""

import warnings
from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from reference import SOURCE, keras  # keras as set up there: on JAX, in float64
from torch.optim import lr_scheduler as lr

warnings.filterwarnings("ignore")
SHORT = list(range(60))
LONG = SHORT + [99, 100, 101, 999, 1000, 1001, 12345, 1_000_000, 1_000_000_000]
MEMBERS = {
    "exponential_decay": "ExponentialDecay",
    "piecewise_constant_decay": "PiecewiseConstantDecay",
    "polynomial_decay": "PolynomialDecay",
    "inverse_time_decay": "InverseTimeDecay",
    "cosine_decay": "CosineDecay",
    "cosine_decay_restarts": "CosineDecayRestarts",
}


def torch_rates(rate, scheduler, steps=SHORT):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], rate)
    scheduler = scheduler(optimizer)
    rates = [float(optimizer.param_groups[0]["lr"])]
    for _ in steps[1:]:
        optimizer.step()
        scheduler.step()
        rates.append(float(optimizer.param_groups[0]["lr"]))
    return rates


def demand_equal(what, rates, others):
    off = np.max(np.abs(np.array(rates) - others) / np.maximum(np.abs(others), np.mean(others)))
    if not off < 1e-9:
        raise ArithmeticError(f"{what}: Keras and PyTorch differ by {off}")


def entry(member, arguments, steps, rates):
    return {"member": member, "arguments": arguments, "steps": steps, "rates": rates}


def keras_entry(member, arguments, others=None, compared=60):
    """`others` makes PyTorch's scheduler; it is compared on the first steps."""
    schedule = getattr(keras.optimizers.schedules, MEMBERS[member])(**arguments)
    steps = [step for step in LONG if not lost(arguments, step)]
    rates = [float(schedule(step)) for step in steps]
    if others:
        found = torch_rates(rates[0], others)
        pairs = [(r, found[s]) for s, r in zip(steps, rates) if s < compared]
        demand_equal(f"{member} {arguments}", *map(np.array, zip(*pairs)))
    return entry(member, arguments, steps, rates)


def lost(arguments, step):
    """Whether rounding makes Keras's rate of a step useless."""
    first, factor = arguments.get("first_decay_steps"), arguments.get("t_mul", 2.0)
    if first is None:
        return False
    if step > 1_000_000:
        return True
    if factor == 1.0:
        return False
    begins = {round(first * (factor**i - 1) / (factor - 1), 6): i for i in range(60)}
    found = np.floor(np.log(1 - step / first * (1 - factor)) / np.log(factor))
    return begins.get(step, found) != found


def keras_entries():
    rate = {"initial_learning_rate": 0.1}
    exponential = rate | {"decay_steps": 10, "decay_rate": 0.9}
    yield keras_entry("exponential_decay", rate | {"decay_steps": 1, "decay_rate": 0.97},
                      lambda o: lr.ExponentialLR(o, 0.97))
    yield keras_entry("exponential_decay", exponential)
    yield keras_entry("exponential_decay", exponential | {"staircase": True},
                      lambda o: lr.StepLR(o, 10, 0.9))
    yield keras_entry("piecewise_constant_decay",
                      {"boundaries": [10, 30, 1000], "values": [0.1, 0.05, 0.025, 0.0125]},
                      lambda o: lr.MultiStepLR(o, [11, 31, 1001], 0.5))
    yield keras_entry("piecewise_constant_decay", {"boundaries": [0], "values": [0.3, 0.7]})
    polynomial = rate | {"decay_steps": 20}
    yield keras_entry("polynomial_decay", polynomial)
    yield keras_entry("polynomial_decay",
                      polynomial | {"end_learning_rate": 0.0, "power": 2.5},
                      lambda o: lr.PolynomialLR(o, 20, 2.5))
    yield keras_entry("polynomial_decay",
                      polynomial | {"end_learning_rate": 0.01, "power": 0.5, "cycle": True})
    inverse = rate | {"decay_steps": 7, "decay_rate": 0.5}
    yield keras_entry("inverse_time_decay", inverse)
    yield keras_entry("inverse_time_decay", inverse | {"staircase": True})
    yield keras_entry("inverse_time_decay", inverse | {"decay_rate": 0.0})
    cosine = rate | {"decay_steps": 50}
    yield keras_entry("cosine_decay", cosine,
                      lambda o: lr.CosineAnnealingLR(o, 50), compared=51)
    yield keras_entry("cosine_decay", cosine | {"alpha": 0.2},
                      lambda o: lr.CosineAnnealingLR(o, 50, 0.02), compared=51)
    yield keras_entry("cosine_decay", {"initial_learning_rate": 0.0, "decay_steps": 90,
                                       "warmup_target": 0.5, "warmup_steps": 13})
    yield keras_entry("cosine_decay", rate | {"decay_steps": 30, "alpha": 0.1,
                                              "warmup_target": 0.05, "warmup_steps": 0})
    restarts = rate | {"first_decay_steps": 7}
    yield keras_entry("cosine_decay_restarts", restarts,
                      lambda o: lr.CosineAnnealingWarmRestarts(o, 7, 2))
    yield keras_entry("cosine_decay_restarts", restarts | {"t_mul": 1.0},
                      lambda o: lr.CosineAnnealingWarmRestarts(o, 7))
    yield keras_entry("cosine_decay_restarts", restarts | {"t_mul": 3.0, "alpha": 0.1},
                      lambda o: lr.CosineAnnealingWarmRestarts(o, 7, 3, 0.01))
    yield keras_entry("cosine_decay_restarts",
                      restarts | {"t_mul": 1.5, "m_mul": 0.8, "alpha": 0.05})


def one_cycle_entries():
    for arguments in [
        {"max_lr": 0.1, "total_steps": 60},
        {"max_lr": 1.0, "total_steps": 60, "pct_start": 0.25, "anneal_strategy": "linear",
         "div_factor": 10.0, "final_div_factor": 100.0},
        {"max_lr": 0.3, "total_steps": 60, "three_phase": True},
        {"max_lr": 0.3, "total_steps": 37, "pct_start": 0.41, "anneal_strategy": "linear",
         "three_phase": True},
        {"max_lr": 0.2, "total_steps": 7, "pct_start": 0.0},
        {"max_lr": 0.2, "total_steps": 7, "pct_start": 1.0},
    ]:
        steps = list(range(arguments["total_steps"]))
        rates = torch_rates(1.0, lambda o: lr.OneCycleLR(o, cycle_momentum=False, **arguments),
                            steps)
        yield entry("one_cycle", arguments, steps, rates)


def warm_up_entries():
    def exponential(optimizer):
        warm_up = lr.LinearLR(optimizer, 0.1, 1.0, 12)
        then = lr.ExponentialLR(optimizer, 0.97)
        return lr.SequentialLR(optimizer, [warm_up, then], [12])

    decay = {"member": "exponential_decay",
             "arguments": {"initial_learning_rate": 0.1, "decay_steps": 1, "decay_rate": 0.97}}
    yield entry("linear_warm_up", {"then": decay, "steps": 12, "from": 0.01},
                SHORT, torch_rates(0.1, exponential))
    cosine = {"initial_learning_rate": 0.5, "decay_steps": 40, "alpha": 0.25}
    keras_cosine = keras.optimizers.schedules.CosineDecay(
        0.0, 40, alpha=0.25, warmup_target=0.5, warmup_steps=9)
    yield entry("linear_warm_up",
                {"then": {"member": "cosine_decay", "arguments": cosine}, "steps": 9, "from": 0.0},
                LONG, [float(keras_cosine(step)) for step in LONG])


if __name__ == "__main__":
    schedules = [*keras_entries(), *one_cycle_entries(), *warm_up_entries()]
    golden = {"source": SOURCE, "schedules": rounded(schedules)}
    write(Path(__file__).with_suffix(".json"), golden)
