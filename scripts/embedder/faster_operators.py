"""The nodes of a graph with operators that onnxruntime works out faster on a processor, one text at a time: docs/decisions/0233."""
from onnx import helper

OF_ONNXRUNTIME = "com.microsoft"


def with_faster_operators(nodes, outputs):
    """
    The same sums; `outputs` are those of the graph. SkipLayerNormalization becomes an addition and LayerNormalization, which are vectorised; biases are added where products
    become numbers again; attention is not told how many tokens there are, since all of one text are meant.
    """
    makes = {name: node for node in nodes for name in node.output}
    faster = []
    for node in nodes:
        out = node.output[0]
        if node.op_type == "SkipLayerNormalization":
            text, change, weight, bias, bias_of_change = node.input
            makes[change].input.append(bias_of_change)
            faster.append(helper.make_node("Add", [text, change], [f"{out}.sum"]))
            attributes = {one.name: helper.get_attribute_value(one) for one in node.attribute}
            faster.append(helper.make_node("LayerNormalization", [f"{out}.sum", weight, bias], [out], axis=-1, **attributes))
        elif node.op_type == "BiasGelu":
            product, bias = node.input
            makes[product].input.append(bias)
            faster.append(helper.make_node("Gelu", [product], [out], domain=OF_ONNXRUNTIME))
        elif node.op_type == "Add" and makes.get(node.input[0], node).op_type == "DynamicQuantizeMatMul":
            product, bias = node.input
            makes[product].input.append(bias)
            makes[product].output[0] = out
        elif node.op_type == "MultiHeadAttention":
            del node.input[3:]
            faster.append(node)
        else:
            faster.append(node)
    return without_unused(faster, set(outputs))


def without_unused(nodes, outputs):
    """Nodes whose outputs something still asks for."""
    while True:
        asked = {name for node in nodes for name in node.input} | outputs
        kept = [node for node in nodes if asked & set(node.output)]
        if len(kept) == len(nodes):
            return kept
        nodes = kept
