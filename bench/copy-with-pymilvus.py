"""Copies a collection into another that is there already, as people do it with pymilvus: its iterator, then insert."""

import json
import sys
import time

from pymilvus import MilvusClient

request = json.loads(sys.argv[1])
fields = request["fields"]
source = MilvusClient(request["from"], timeout=60)
target = MilvusClient(request["to"], timeout=60)
source.load_collection(request["collection"])

began, cpu = time.perf_counter(), time.process_time()
rows = 0
iterator = source.query_iterator(request["collection"], batch_size=1000, filter="", output_fields=fields)
while True:
    batch = iterator.next()
    if not batch:
        break
    target.insert(request["into"], [{**{name: row[name] for name in fields}, **request["more"]} for row in batch])
    rows += len(batch)
iterator.close()
print(json.dumps({"rows": rows, "seconds": time.perf_counter() - began, "cpuSeconds": time.process_time() - cpu}))
