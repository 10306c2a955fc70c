-- One byte a dimension for every sentence, row, item and line of a chunk, pooled when the chunk was embedded: with them the
-- best quote is chosen without the model. Null for chunks of the original and of models that give no vectors of tokens.
alter table document_chunks add column if not exists piece_vectors bytea;
