"""Writing golden numbers: ten significant digits, and JSON that a person can read and diff."""

import json

import numpy as np

DIGITS = 10


def rounded(value):
    """Results as JSON values with ten significant digits: 5e-11 off at most, tests allow 1e-5."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def write(path, golden):
    """Writes JSON with one line for each tensor, member of an object and object of a list."""
    path.write_text(text(golden, "\n") + "\n", encoding="utf-8")


def text(value, newline):
    inner = newline + " "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {text(item, inner)}" for key, item in value.items()]
        return "{" + inner + f",{inner}".join(items) + newline + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        items = [text(item, inner) for item in value]
        return "[" + inner + f",{inner}".join(items) + newline + "]"
    return json.dumps(value.tolist() if isinstance(value, np.ndarray) else value)
