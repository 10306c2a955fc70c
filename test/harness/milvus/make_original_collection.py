"""Makes the collection of the original Atenex as its ingest service does, with the client it used: ten fields, HNSW, inner
product, three scalar indexes, Strong, loaded. Fills it with the rows of the request, or three of one document, and answers
with them.

`vectorIndex` and `scalarIndex` are there for servers that do not have HNSW or do not choose a scalar index themselves.
"""

import math
import uuid

from pymilvus import Collection, CollectionSchema, DataType, FieldSchema, connections

from until_connected import until_connected


def answer(request):
    address, database = request["address"], request["database"]
    until_connected(lambda timeout: connections.connect("original", uri=address, db_name=database, timeout=timeout))
    try:
        return make(request)
    finally:
        connections.disconnect("original")


def text(name, length, **more):
    return FieldSchema(name=name, dtype=DataType.VARCHAR, max_length=length, **more)


fields = [
    text("pk_id", 255, is_primary=True),
    FieldSchema(name="embedding", dtype=DataType.FLOAT_VECTOR, dim=384),
    text("content", 20000),
    text("company_id", 64),
    text("document_id", 64),
    text("file_name", 512),
    FieldSchema(name="page", dtype=DataType.INT64, default_value=-1),
    text("title", 512, default_value=""),
    FieldSchema(name="tokens", dtype=DataType.INT64, default_value=-1),
    text("content_hash", 64),
]


def make(request):
    index_type, scalar_type, company = request.get("vectorIndex", "HNSW"), request.get("scalarIndex"), request["companyId"]
    schema = CollectionSchema(fields, enable_dynamic_field=False)
    collection = Collection("document_chunks_minilm", schema, using="original", consistency_level="Strong")
    params = {"M": 16, "efConstruction": 256} if index_type == "HNSW" else {}
    index = {"metric_type": "IP", "index_type": index_type, "params": params}
    collection.create_index("embedding", index, index_name="embedding_hnsw_idx")
    for field in ("company_id", "document_id", "content_hash"):
        params = {} if scalar_type is None else {"index_type": scalar_type}
        collection.create_index(field, params, index_name=f"{field}_idx")
    collection.load()

    document = str(uuid.uuid4())
    rows = request.get("rows") or [
        {
            "pk_id": f"{document}_{n}",
            "document_id": document,
            "content": f"Text {n}",
            "file_name": "old.pdf",
            "embedding": [math.sqrt(1 / 384)] * 384,
            "content_hash": "0" * 64,
        }
        for n in range(3)
    ]
    collection.insert(
        [
            [row["pk_id"] for row in rows],
            [row["embedding"] for row in rows],
            [row["content"] for row in rows],
            [company for _ in rows],
            [row["document_id"] for row in rows],
            [row["file_name"] for row in rows],
            [n for n, _ in enumerate(rows)],
            ["Old" for _ in rows],
            [2 for _ in rows],
            [row["content_hash"] for row in rows],
        ]
    )
    collection.flush()
    return [{name: row[name] for name in ("pk_id", "document_id", "content")} for row in rows]
