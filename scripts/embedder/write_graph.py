"""
Writes the graph that an embedder is run by: python write_graph.py ../../models/multilingual-e5-small

The numbers stay where they are: graph.onnx refers to their places in the unpacked `model.onnx`, beside which it has to lie. That file is
not changed, so its SHA-256, by which collections know what embedded them, stays the same. Prints the SHA-256 for `model.json`.
"""
import gzip
import hashlib
import sys

import onnx
from onnx import TensorProto, helper

from faster_operators import with_faster_operators

# Bytes; what is smaller is written into the graph.
WORTH_REFERRING_TO = 65_536
# Of floats in a mapped file.
ALIGNMENT = 4

folder = sys.argv[1]
raw = gzip.open(f"{folder}/model.onnx.gz").read()
model = onnx.load_from_string(raw)


def referring(tensor):
    place = raw.find(tensor.raw_data)
    if len(tensor.raw_data) < WORTH_REFERRING_TO or (tensor.data_type == TensorProto.FLOAT and place % ALIGNMENT):
        return tensor
    outside = TensorProto(name=tensor.name, data_type=tensor.data_type, dims=tensor.dims, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "model.onnx"), ("offset", place), ("length", len(tensor.raw_data))):
        outside.external_data.add(key=key, value=str(value))
    return outside


of_graph = {one.name for one in model.graph.output}
nodes = with_faster_operators(list(model.graph.node), of_graph)
used = {name for node in nodes for name in node.input}
numbers = [referring(one) for one in model.graph.initializer if one.name in used]
graph = helper.make_graph(nodes, "embedder", model.graph.input, model.graph.output, numbers)
made = helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version).SerializeToString()
with open(f"{folder}/graph.onnx", "wb") as file:
    file.write(made)
print(len(made), hashlib.sha256(made).hexdigest())
