"""Makes a collection that has nothing to do with Atenex, with the kinds of fields a server takes, fills it, and answers with
the number of rows a client sees in it.

`abilities` names what the server can hold besides texts, numbers and vectors: `json`, `array`, `dynamic`, `nullable`, `bm25`.
`twice`: so many rows are there twice, where the server lets keys be so. `key` is `text` or `number`; with `automatic` the server gives the keys.
"""

from pymilvus import DataType, MilvusClient

from until_connected import until_connected

DIM = 8
AT_ONCE = 500
ODD = ["", "ñandú ☕", 'quote " and \' and \\', "[1, 2]", '{"a": 1}', "null", "line\nbreak", "𝒳 beyond"]


def answer(request):
    client = until_connected(lambda timeout: MilvusClient(request["address"], timeout=timeout))
    try:
        return make(client, request)
    finally:
        client.close()


def make(client, request):
    name, count = request["collection"], request["rows"]
    schema, index = schema_of(client, request), index_of(client, request)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, count, AT_ONCE):
        client.insert(name, [row(n, request) for n in range(start, min(count, start + AT_ONCE))])
    if request.get("twice", 0) > 0:
        client.insert(name, [row(n, request) for n in range(request["twice"])])
    client.load_collection(name)
    everything = 'sku >= ""' if request["key"] == "text" else "sku > -10"
    return len(client.query(name, filter=everything, output_fields=["*"], limit=16384))


def schema_of(client, request):
    able = request["abilities"]
    schema = client.create_schema(
        auto_id=request.get("automatic", False), enable_dynamic_field="dynamic" in able, description="Products of a shop"
    )
    if request["key"] == "text":
        schema.add_field("sku", DataType.VARCHAR, is_primary=True, max_length=200)
    else:
        schema.add_field("sku", DataType.INT64, is_primary=True)
    schema.add_field("photo", DataType.FLOAT_VECTOR, dim=DIM)
    schema.add_field("name", DataType.VARCHAR, max_length=333, **({"enable_analyzer": True} if "bm25" in able else {}))
    schema.add_field("stock", DataType.INT32)
    schema.add_field("serial", DataType.INT64)
    schema.add_field("price", DataType.DOUBLE)
    schema.add_field("weight", DataType.FLOAT)
    schema.add_field("sold", DataType.BOOL)
    if "json" in able:
        schema.add_field("facts", DataType.JSON)
    if "array" in able:
        schema.add_field("sizes", DataType.ARRAY, element_type=DataType.INT64, max_capacity=9)
        schema.add_field("tags", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=9, max_length=50)
    if "nullable" in able:
        schema.add_field("note", DataType.VARCHAR, max_length=100, nullable=True)
        schema.add_field("rank", DataType.INT64, nullable=True)
    if "bm25" in able:
        # not in the older clients
        from pymilvus import Function, FunctionType

        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(
            Function(
                name="by_words", function_type=FunctionType.BM25, input_field_names=["name"], output_field_names=["words"]
            )
        )
    return schema


def index_of(client, request):
    index = client.prepare_index_params()
    index.add_index("photo", index_type="FLAT", metric_type="L2")
    if "bm25" in request["abilities"]:
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    return index


def row(n, request):
    able = request["abilities"]
    text = ODD[n % len(ODD)]
    made = {
        "photo": [n + i / 7 for i in range(DIM)],
        "name": text or "unnamed",
        "stock": -n,
        "serial": 9_007_199_254_740_993 + n,
        "price": n / 3,
        "weight": n / 3,
        "sold": n % 2 == 0,
    }
    if not request.get("automatic", False):
        made["sku"] = key_of(n, request["key"])
    if "json" in able:
        made["facts"] = {"big": 9_007_199_254_740_993 + n, "b": [n, None, {"z": text, "a": True}], "x": n / 3}
    if "array" in able:
        made["sizes"] = list(range(n % 5))
        made["tags"] = ODD[: n % 4]
    if "nullable" in able:
        made["note"] = None if n % 3 == 0 else text
        made["rank"] = None if n % 2 else n
    if "dynamic" in able and n % 4 == 0:
        made["colour"] = text
        made["sides"] = n
    return made


def key_of(n, kind):
    if kind == "number":
        return n * 7_000_000_000_003 - 5
    return f"{'ÑAa'[n % 3]}-{n:05d}-{ODD[n % len(ODD)]}".replace("\n", " ")
