"""Makes the collection of the original Atenex as its ingest service does, with pymilvus: ten fields, HNSW, inner product."""

import sys

from pymilvus import DataType, MilvusClient

address = sys.argv[1]
name = "document_chunks_minilm"
client = MilvusClient(address)
schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
schema.add_field("pk_id", DataType.VARCHAR, is_primary=True, max_length=255)
schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=384)
schema.add_field("content", DataType.VARCHAR, max_length=20000)
schema.add_field("company_id", DataType.VARCHAR, max_length=64)
schema.add_field("document_id", DataType.VARCHAR, max_length=64)
schema.add_field("file_name", DataType.VARCHAR, max_length=512)
schema.add_field("page", DataType.INT64)
schema.add_field("title", DataType.VARCHAR, max_length=512)
schema.add_field("tokens", DataType.INT64)
schema.add_field("content_hash", DataType.VARCHAR, max_length=64)
index = client.prepare_index_params()
index.add_index(
    "embedding",
    index_type="HNSW",
    metric_type="IP",
    index_name="embedding_hnsw_idx",
    params={"M": 16, "efConstruction": 256},
)
client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
