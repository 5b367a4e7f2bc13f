"""The public names of Keras's families.

    python3 checks/src/test/resources/rookery/checks/keras_names.py

writes keras_names.txt beside itself: a family and a name on each line. Left out are functions that
belong to serialization, and layers for images, sequences, text and attention, which no network over
rows of columns can use.

    pip install keras==3.15.1 jax==0.10.2
"""

import os
import re
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import keras

FAMILIES = {
    "Activations": keras.activations,
    "Losses": keras.losses,
    "Metrics": keras.metrics,
    "Optimizers": keras.optimizers,
    "Learning rate schedules": keras.optimizers.schedules,
    "Initializers": keras.initializers,
    "Regularizers": keras.regularizers,
    "Constraints": keras.constraints,
    "Callbacks": keras.callbacks,
    "Layers": keras.layers,
}
SERIALIZATION = {"get", "serialize", "deserialize", "legacy", "schedules"}
OTHER_DATA = re.compile(
    r".*[123]D(Transpose)?$|Random.*|.*(Attention|LSTM|GRU|RNN|Vectorization|Spectrogram|Equalization|Crop).*|"
    r"AugMix|AutoContrast|Bidirectional|CutMix|MaxNumBoundingBoxes|MixUp|RandAugment|Resizing|"
    r"Solarization|TimeDistributed"
)

lines = [
    f"{family}: {name}"
    for family, module in FAMILIES.items()
    for name in dir(module)
    if not name.startswith("_") and name not in SERIALIZATION
    and not (family == "Layers" and OTHER_DATA.fullmatch(name))
]
Path(__file__).with_suffix(".txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
