"""Writes golden.safetensors with Python's safetensors 0.8.0 and numpy, for SafetensorsTest."""

import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "dense/kernel": np.array([[1, 2], [3, 4], [5, 6]], dtype=np.float32),
        "dense/bias": np.array([-0.0, np.nan], dtype=np.float32),
        "scalar": np.array(0.1, dtype=np.float32),
        "größe \"x\"": np.array([np.inf, -np.inf, 1e-45], dtype=np.float32),
    },
    "golden.safetensors",
    metadata={"step": "7"},
)
