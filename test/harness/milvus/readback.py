"""Reads a collection with pymilvus, which is how everybody else reads it."""

import base64
import struct

from pymilvus import MilvusClient

from until_connected import until_connected


def answer(request):
    address, database = request["address"], request.get("database", "")
    client = until_connected(lambda timeout: MilvusClient(address, db_name=database, timeout=timeout))
    try:
        client.load_collection(request["collection"])
        return answers[request["what"]](client, request["collection"], request)
    finally:
        client.close()


def encode(row):
    vector = row.pop("embedding", None)
    if vector is not None:
        row["embedding"] = base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
    return row


def read_rows(client, collection, request):
    found = client.query(
        collection,
        filter=request["filter"],
        output_fields=request["fields"],
        consistency_level="Strong",
    )
    return [encode(dict(row)) for row in found]


def read_schema(client, collection, _request):
    found = client.describe_collection(collection)
    return {
        "fields": [
            {
                "name": field["name"],
                "type": field["type"].name,
                "params": {key: value for key, value in field.get("params", {}).items()},
                "primary": bool(field.get("is_primary")),
                "partitionKey": bool(field.get("is_partition_key")),
            }
            for field in found["fields"]
        ],
        "functions": [[list(fn["input_field_names"]), list(fn["output_field_names"])] for fn in found.get("functions", [])],
        "indexes": {name: client.describe_index(collection, name) for name in client.list_indexes(collection)},
    }


def search_words(client, collection, request):
    hits = client.search(
        collection,
        data=[request["terms"]],
        anns_field="sparse",
        search_params={"metric_type": "BM25"},
        limit=request["limit"],
        filter=request["filter"],
        output_fields=["document_id"],
    )[0]
    return [hit["pk_id"] if "pk_id" in hit else hit["id"] for hit in hits]


answers = {"rows": read_rows, "schema": read_schema, "words": search_words}
