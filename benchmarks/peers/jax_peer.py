"""JAX: jit around a scan over the steps of an epoch; rows are shuffled by NumPy, once an epoch.

A sort inside of jit, which jax.random.permutation is, takes longer on a CPU.
"""

import jax
import jax.numpy as jnp
import numpy as np

from laps import measure, times, workload


def logits(parameters, x):
    for w, b in parameters[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = parameters[-1]
    return x @ w + b


def loss(parameters, x, y):
    z = logits(parameters, x)
    loss = -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], 1).mean()
    return loss, (z.argmax(1) == y).mean()


def sgd(parameters, state, gradients):
    return jax.tree.map(lambda p, g: p - 0.01 * g, parameters, gradients), state


def adam(parameters, state, gradients):
    m, v, t = state
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
    rate = 0.001 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    update = lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7)
    return jax.tree.map(update, parameters, m, v), (m, v, t)


def train(work):
    data, labels = (jnp.asarray(values) for values in work.data())
    parameters = jax.tree.map(jnp.asarray, work.weights())
    update = {"sgd": sgd, "adam": adam}[work.optimizer]

    def step(carry, rows):
        parameters, state = carry
        values, gradients = jax.value_and_grad(loss, has_aux=True)(
            parameters, data[rows], labels[rows]
        )
        return update(parameters, state, gradients), values

    @jax.jit
    def scan(carry, order):
        carry, (losses, hits) = jax.lax.scan(step, carry, order)
        return carry, (losses.mean(), hits.mean())

    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)
    carry = parameters, (zeros(), zeros(), jnp.float32(0)) if work.optimizer == "adam" else ()
    orders = work.orders()

    def epoch():
        nonlocal carry
        order = next(orders).reshape(work.steps, work.rows)
        carry, values = scan(carry, order)
        return map(float, values)

    measure(f"JAX {jax.__version__}", work.steps, {"jit and scan": epoch})


def predict(work):
    x, _ = work.data()
    parameters = jax.tree.map(jnp.asarray, work.weights())
    network = jax.jit(lambda parameters, x: jax.nn.softmax(logits(parameters, x)))
    lap = times(work.steps, lambda: np.asarray(network(parameters, x)))
    measure(f"JAX {jax.__version__}", work.steps, {"jit": lap})


if __name__ == "__main__":
    work = workload()
    train(work) if work.training else predict(work)
