-- What a rebuild made of a chunk: SHA-256, the first half, of its embedder, the text it embedded and the bytes of the vector. A verification compares every
-- vector of the new collection by it instead of embedding chunks again. Null for chunks that no rebuild has made.
alter table document_chunks add column if not exists vector_digest bytea;
