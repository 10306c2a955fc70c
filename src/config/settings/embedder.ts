import { address, integer, oneOf, optional, required, secret, text } from '../setting.ts'
import { embedding } from './readers.ts'

const embedderApis = ['atenex', 'openai'] as const

export const embedder = {
  choice: optional('ATENEX_EMBEDDER', {
    section: 'Embedder',
    type: text(),
    roles: embedding,
    defaultText: 'the one that existing data needs; `multilingual-e5-small` for a new installation',
    description:
      '`multilingual-e5-small` (384 dimensions), `use-multilingual-v3` (512, faster), `all-MiniLM-L6-v2` (384), `http` (see `ATENEX_EMBEDDER_URL`), or the path of a folder with an ONNX model and its tokenizer.',
    example: 'use-multilingual-v3',
  }),
  processes: optional('ATENEX_EMBEDDER_PROCESSES', {
    section: 'Embedder',
    type: integer(1, 16),
    roles: embedding,
    defaultText: 'one per core in a worker, at most 8; one in the query API',
    description: 'Processes that run a local model; each holds it in memory. Those of a worker give way to questions.',
    example: '2',
  }),
  url: optional('ATENEX_EMBEDDER_URL', {
    aliases: ['INGEST_EMBEDDING_SERVICE_URL', 'INGEST_INGEST_EMBEDDING_SERVICE_URL', 'QUERY_EMBEDDING_SERVICE_URL'],
    section: 'Embedder',
    type: address('http', 'https'),
    roles: embedding,
    description:
      'Embedding service; setting it means `http`. With or without the path `/api/v1/embed` (`atenex`) or `/embeddings` (`openai`).',
    example: 'http://embedding-service:8003',
  }),
  api: required<(typeof embedderApis)[number]>('ATENEX_EMBEDDER_API', 'atenex', {
    section: 'Embedder',
    type: oneOf(embedderApis),
    roles: embedding,
    description: 'Protocol of that service: the original embedding service, or the OpenAI interface.',
    example: 'openai',
  }),
  model: optional('ATENEX_EMBEDDER_MODEL', {
    section: 'Embedder',
    type: text(),
    roles: embedding,
    description: 'Model name sent to that service and recorded with the vectors. Required with `openai`.',
    example: 'multilingual-e5-small',
  }),
  key: secret('ATENEX_EMBEDDER_KEY', {
    bearer: true,
    section: 'Embedder',
    roles: embedding,
    description: 'Key of that service, sent as a bearer token.',
  }),
  dimension: optional('ATENEX_EMBEDDER_DIMENSION', {
    aliases: ['INGEST_EMBEDDING_DIMENSION', 'QUERY_EMBEDDING_DIMENSION'],
    section: 'Embedder',
    type: integer(1, 32_768),
    roles: embedding,
    mustAgree: true,
    defaultText: 'what the model or the service says',
    description: 'Dimension the embeddings must have; a different one is refused.',
    example: '384',
  }),
  prefixes: required<'none' | 'e5'>('ATENEX_EMBEDDER_PREFIXES', 'none', {
    section: 'Embedder',
    type: oneOf(['none', 'e5']),
    roles: embedding,
    description: '`e5` puts `query: ` and `passage: ` before the texts, as the E5 models want.',
    example: 'e5',
  }),
}
