"""onnxruntime: prediction only, with one thread or all, whichever is faster."""

import os

import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from laps import measure, times, workload


def model(work):
    """Gemm, Relu, …, Gemm, Softmax."""
    nodes, initializers, last = [], [], len(work.layers) - 2
    x = "x"
    for k, (w, b) in enumerate(work.weights()):
        initializers += [numpy_helper.from_array(w, f"w{k}"), numpy_helper.from_array(b, f"b{k}")]
        nodes.append(helper.make_node("Gemm", [x, f"w{k}", f"b{k}"], [f"z{k}"]))
        nodes.append(
            helper.make_node("Softmax" if k == last else "Relu", [f"z{k}"], [f"y{k}"])
        )
        x = f"y{k}"
    tensor = lambda name, units: helper.make_tensor_value_info(
        name, TensorProto.FLOAT, ["rows", units]
    )
    graph = helper.make_graph(
        nodes, "network", [tensor("x", work.layers[0])], [tensor(x, work.layers[-1])], initializers
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8
    ).SerializeToString()


def session(model, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def main():
    work = workload()
    if work.training:
        raise SystemExit("onnxruntime is measured in prediction only")
    x, _ = work.data()
    onnx = model(work)
    candidates = {}
    for threads in sorted({1, os.cpu_count()}):
        run = session(onnx, threads).run
        lap = times(work.steps, lambda run=run: run(None, {"x": x})[0])
        candidates[f"{threads} threads"] = lap
    measure(f"onnxruntime {onnxruntime.__version__}, Python", work.steps, candidates)


if __name__ == "__main__":
    main()
