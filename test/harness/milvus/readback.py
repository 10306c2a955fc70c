"""Reads a collection with pymilvus, which is how everybody else reads it, and prints it as JSON."""

import base64
import json
import struct
import sys

from pymilvus import MilvusClient

request = json.loads(sys.argv[1])
collection = request["collection"]
client = MilvusClient(request["address"], db_name=request.get("database", ""), timeout=30)
client.load_collection(collection)


def encode(row):
    vector = row.pop("embedding", None)
    if vector is not None:
        row["embedding"] = base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
    return row


def rows(where, fields):
    return client.query(collection, filter=where, output_fields=fields, consistency_level="Strong")


if request["what"] == "schema":
    answer = client.describe_collection(collection)
    answer = {
        "fields": [
            {
                "name": field["name"],
                "type": field["type"].name,
                "params": {key: value for key, value in field.get("params", {}).items()},
                "primary": bool(field.get("is_primary")),
                "partitionKey": bool(field.get("is_partition_key")),
            }
            for field in answer["fields"]
        ],
        "functions": [[list(fn["input_field_names"]), list(fn["output_field_names"])] for fn in answer.get("functions", [])],
        "indexes": {name: client.describe_index(collection, name) for name in client.list_indexes(collection)},
    }
elif request["what"] == "rows":
    answer = [encode(dict(row)) for row in rows(request["filter"], request["fields"])]
elif request["what"] == "words":
    hits = client.search(
        collection,
        data=[request["terms"]],
        anns_field="sparse",
        search_params={"metric_type": "BM25"},
        limit=request["limit"],
        filter=request["filter"],
        output_fields=["document_id"],
    )[0]
    answer = [hit["pk_id"] if "pk_id" in hit else hit["id"] for hit in hits]
else:
    raise SystemExit(f"unknown request {request['what']}")
print(json.dumps(answer, default=str))
