import { answers } from './settings/answers.ts'
import { cost } from './settings/cost.ts'
import { embedder } from './settings/embedder.ts'
import { identity, requests } from './settings/http.ts'
import { ingesting } from './settings/ingest.ts'
import { languageModel } from './settings/language-model.ts'
import { neighbours } from './settings/neighbours.ts'
import { objectStore } from './settings/object-store.ts'
import { quotas } from './settings/quotas.ts'
import { ingest, query, worker } from './settings/readers.ts'
import { tracing } from './settings/tracing.ts'
import { webhooks } from './settings/webhooks.ts'
import { start } from './settings/start.ts'
import { postgresSettings, storeSettings } from './neighbour-settings.ts'
import { integer, oneOf, optional, roles, secret, text } from './setting.ts'
import type { Secret } from './secret.ts'
import type { Setting } from './setting.ts'

const database = {
  url: secret('DATABASE_URL', {
    section: 'PostgreSQL',
    defaultText: 'composed from the variables below when a server is named; otherwise an embedded PostgreSQL is used',
    description: 'Connection address of your own PostgreSQL, `postgres://user:password@host:5432/database`.',
  }),
}

const vectorStore = {
  kind: optional('ATENEX_VECTOR_STORE', {
    section: 'Vector store',
    type: oneOf(['embedded', 'milvus', 'zilliz']),
    defaultText:
      '`zilliz` with a Zilliz key or an address of Zilliz Cloud, `milvus` with another address, otherwise `embedded`',
    description: 'Where vectors are kept: files in the data folder, a Milvus server, or Zilliz Cloud.',
    example: 'milvus',
  }),
  level: optional('ATENEX_ZILLIZ_LEVEL', {
    section: 'Vector store',
    type: integer(1, 10),
    defaultText: '2',
    description:
      'How thoroughly Zilliz Cloud searches, 1 to 10: 1 is the fastest; higher levels find more of the nearest passages and take longer. `atenex migrate verify` reports what each level finds.',
    example: '3',
  }),
}

const target = {
  kind: optional('ATENEX_TARGET_STORE', {
    section: 'Vector store',
    type: oneOf(['embedded', 'milvus', 'zilliz']),
    defaultText: 'as for `ATENEX_VECTOR_STORE`, from the variables below; with none of them there is no target',
    description:
      'The vector store that `atenex migrate` moves to, or that an earlier move went to. All processes need these settings until they are made those of the installation.',
    example: 'zilliz',
  }),
  embedder: optional('ATENEX_TARGET_EMBEDDER', {
    section: 'Vector store',
    type: text(),
    roles,
    defaultText: 'the embedder of the existing documents',
    description:
      'The embedder that `atenex migrate` moves to: `multilingual-e5-small`, `use-multilingual-v3`, `all-MiniLM-L6-v2`, or the path of a folder with an ONNX model. Every chunk is embedded again while the old embedder keeps answering. All processes need it until it is made that of the installation.',
    example: 'multilingual-e5-small',
  }),
  bytesPerSecond: optional('ATENEX_MOVE_BYTES_PER_SECOND', {
    section: 'Vector store',
    type: integer(10_000, 1_000_000_000_000),
    roles: worker,
    defaultText: 'as fast as both stores allow; on Zilliz Cloud at its documented rates',
    description:
      'Most bytes of vectors, texts and terms that the copy of `atenex migrate` moves per second, so that questions and uploads keep their share of a small server. Changes are always carried over at once.',
    example: '2000000',
  }),
}

/** Every variable Atenex reads, in the order of the documentation. */
export const settings = {
  start,
  identity,
  requests,
  quotas,
  database,
  ingestPostgres: postgresSettings('INGEST', ingest),
  queryPostgres: postgresSettings('QUERY', query),
  ingesting,
  embedder,
  answers,
  llm: languageModel,
  neighbours,
  vectorStore,
  ingestStore: storeSettings('INGEST', ingest, 10),
  queryStore: storeSettings('QUERY', query, 15),
  target,
  targetStore: storeSettings('ATENEX_TARGET', roles, 15),
  cost,
  objectStore,
  webhooks,
  tracing,
} as const

/** The parsed value of each variable; null for one that is not set and has no default. */
export type Values = {
  readonly [G in keyof typeof settings]: {
    readonly [K in keyof (typeof settings)[G]]: ValueOf<(typeof settings)[G][K]>
  }
}
type ValueOf<S> = S extends { readonly secret: true }
  ? Secret | null
  : S extends Setting<infer T>
    ? S extends { readonly default: null }
      ? T | null
      : T
    : never
