"""The complete penguins as the lecture takes them, read from the data set's CSV file."""

import csv

import numpy as np

FEATURES = ("flipper_length_mm", "bill_depth_mm", "bill_length_mm")


def complete_penguins(path):
    """Raw features (333 × 3, millimetres) and one-hot targets (Adelie, not), in float64, of the
    rows that miss no value in any column, in the file's order."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "NA" not in row.values()]
    features = np.array([[float(row[name]) for name in FEATURES] for row in rows])
    adelie = np.array([row["species"] == "Adelie" for row in rows], dtype=np.float64)
    return features, np.stack([adelie, 1 - adelie], axis=1)


def standardized(features, fitted_on):
    """(x − mean) / population standard deviation, both of `fitted_on`, column by column."""
    return (features - fitted_on.mean(axis=0)) / fitted_on.std(axis=0)
