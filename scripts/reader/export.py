"""
Writes a taught reader as ONNX: python export.py EMBEDDER_FOLDER reader.pt reader.onnx

Its operators are those that the embedder is run by. The table of word pieces, which is not taught, is not in the file: it refers to the place
in the unpacked `model.onnx` of the embedder, beside which it has to lie. Weights have seven bits: with eight, processors without VNNI saturate the sums
of two products, and give other numbers than those with it.
"""
import pathlib
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import LAYERS, NOTHING, embedder_bytes

sys.path.append(str(pathlib.Path(__file__).parents[1] / "embedder"))
from faster_operators import with_faster_operators

LARGEST = 64
LONGEST = 160

folder, source, out = sys.argv[1:4]
raw = embedder_bytes(folder)
model = onnx.load_from_string(raw)
taught = {name: value.float().numpy() for name, value in torch.load(source, map_location="cpu").items()}
tensors = {one.name: one for one in model.graph.initializer}


def put(name, array):
    tensors[name] = numpy_helper.from_array(np.ascontiguousarray(array) if np.ndim(array) else np.array(array), name)


def refer_to_embedder(name):
    there = tensors[name]
    place = raw.find(there.raw_data)
    outside = TensorProto(name=name, data_type=there.data_type, dims=there.dims, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "model.onnx"), ("offset", place), ("length", len(there.raw_data))):
        outside.external_data.add(key=key, value=str(value))
    tensors[name] = outside


refer_to_embedder("word")
refer_to_embedder("word_s")
for at in range(LAYERS):
    layer = f"enc.layers.{at}"
    for name, bias in (("qkv", "qkv.b"), ("ao", "ao.b_"), ("fi", "fi.b_"), ("fo", "fo.b_")):
        matrix = taught[f"{layer}.{name}.weight"].T
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / LARGEST
        put(f"l{at}.{name}.q", np.clip(np.round(matrix / scale), -LARGEST, LARGEST).astype(np.int8))
        put(f"l{at}.{name}.s", scale.astype(np.float32))
        put(f"l{at}.{name}.z", np.zeros(matrix.shape[1], np.int8))
        put(f"l{at}.{bias}", taught[f"{layer}.{name}.bias"])
    for ours, theirs in (("al", "n1"), ("ol", "n2")):
        put(f"l{at}.{ours}w", taught[f"{layer}.{theirs}.weight"])
        put(f"l{at}.{ours}b", taught[f"{layer}.{theirs}.bias"])
put("pos", taught["enc.pos"][:LONGEST])
put("elw", taught["enc.n.weight"])
put("elb", taught["enc.n.bias"])
put("seg", taught["enc.seg"])

nodes, last = [], f"l{LAYERS - 1}.x2"
for node in model.graph.node:
    if node.output[0] == "e":
        node.output[0] = "without segments"
        nodes += [node, helper.make_node("Gather", ["seg", "token_type_ids"], ["segments"], axis=0)]
        nodes.append(helper.make_node("Add", ["without segments", "segments"], ["e"]))
        continue
    nodes.append(node)
    if last in node.output:
        break

for name, array in (
    ("tok.w", taught["tok.weight"].T),
    ("tok.b", taught["tok.bias"]),
    ("h.w", taught["h.weight"].T),
    ("h.b", taught["h.bias"]),
    ("o.w", taught["o.weight"].T),
    ("o.b", taught["o.bias"]),
    ("unit", np.array(2, np.int64)),
    ("nothing", np.array(NOTHING, np.float32)),
    ("last axis", np.array([-1], np.int64)),
    ("token axis", np.array([1], np.int64)),
    ("first token", np.array(0, np.int64)),
):
    put(name, array)
for kind, inputs, output, attributes in (
    ("MatMul", [last, "tok.w"], "tok.m", {}),
    ("Add", ["tok.m", "tok.b"], "tok.a", {}),
    ("Squeeze", ["tok.a", "last axis"], "pointing", {}),
    ("Equal", ["token_type_ids", "unit"], "is of unit", {}),
    ("Where", ["is of unit", "pointing", "nothing"], "of unit", {}),
    ("Softmax", ["of unit"], "shares", {"axis": -1}),
    ("Unsqueeze", ["shares", "token axis"], "shares of rows", {}),
    ("MatMul", ["shares of rows", last], "pointed at row", {}),
    ("Squeeze", ["pointed at row", "token axis"], "pointed at", {}),
    ("ReduceLogSumExp", ["of unit", "last axis"], "most", {"keepdims": 1}),
    ("Gather", [last, "first token"], "begin", {"axis": 1}),
    ("Concat", ["begin", "pointed at", "most"], "all of it", {"axis": -1}),
    ("MatMul", ["all of it", "h.w"], "h.m", {}),
    ("Add", ["h.m", "h.b"], "h.a", {}),
    ("Tanh", ["h.a"], "h", {}),
    ("MatMul", ["h", "o.w"], "o.m", {}),
    ("Add", ["o.m", "o.b"], "score", {}),
):
    nodes.append(helper.make_node(kind, inputs, [output], **attributes))

nodes = with_faster_operators(nodes, {"score"})
used = {name for node in nodes for name in node.input}
inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in ("input_ids", "attention_mask", "token_type_ids")]
outputs = [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch", 1])]
graph = helper.make_graph(nodes, "reader", inputs, outputs, [one for name, one in tensors.items() if name in used])
made = helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)
with open(out, "wb") as file:
    file.write(made.SerializeToString())
