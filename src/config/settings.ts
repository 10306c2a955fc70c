import { z } from 'zod'

import { address, fraction, integer, oneOf, optional, required, roles, secret, text } from './setting.ts'
import { postgresSettings, storeSettings } from './neighbour-settings.ts'
import type { Secret } from './secret.ts'
import type { Role, Setting } from './setting.ts'

const ingest = ['ingest-api', 'ingest-worker'] as const satisfies readonly Role[]
const worker = ['ingest-worker'] as const satisfies readonly Role[]
const query = ['query-api'] as const satisfies readonly Role[]
const http = ['ingest-api', 'query-api'] as const satisfies readonly Role[]
const embedding = ['ingest-worker', 'query-api'] as const satisfies readonly Role[]

export const logLevels = ['debug', 'info', 'warn', 'error', 'fatal'] as const
export const embedderApis = ['atenex', 'openai'] as const
export const storeKinds = ['embedded', 'milvus', 'zilliz'] as const

const start = {
  dataDir: required('ATENEX_DATA_DIR', './.atenex', {
    section: 'Start',
    type: text(),
    description:
      'Folder for everything kept on this machine: embedded PostgreSQL, vectors, originals, unpacked models.',
    example: '/var/lib/atenex/data',
  }),
  roles: required<readonly Role[]>('ATENEX_ROLES', roles, {
    section: 'Start',
    type: roleList(),
    defaultText: 'all',
    description: `What this process does: \`all\`, or a comma-separated list of ${roles.map((role) => `\`${role}\``).join(', ')}. \`console\` is reserved.`,
    example: 'ingest-api,query-api',
  }),
  host: required('ATENEX_HOST', '127.0.0.1', {
    section: 'Start',
    type: text(),
    roles: http,
    description: 'Address the HTTP server listens on. Anything but a loopback address needs an explicit `ATENEX_AUTH`.',
    example: '0.0.0.0',
  }),
  port: required('ATENEX_PORT', 8080, {
    aliases: ['PORT'],
    section: 'Start',
    type: integer(0, 65_535),
    roles: http,
    description: 'Port of the HTTP server; 0 takes any free one.',
    example: '8001',
  }),
  logLevel: required<(typeof logLevels)[number]>('ATENEX_LOG_LEVEL', 'info', {
    aliases: ['INGEST_LOG_LEVEL', 'QUERY_LOG_LEVEL'],
    section: 'Start',
    type: oneOf(logLevels, { warning: 'warn', critical: 'fatal' }),
    description: 'Least severe message that is logged. The names `WARNING` and `CRITICAL` are understood too.',
    example: 'debug',
  }),
  shutdownSeconds: required('ATENEX_SHUTDOWN_SECONDS', 20, {
    section: 'Start',
    type: integer(1, 600),
    description: 'Time for a clean stop. Jobs that are not done by then are given back.',
    example: '60',
  }),
}

const identity = {
  auth: optional('ATENEX_AUTH', {
    section: 'Identity and limits',
    type: oneOf(['local', 'gateway']),
    roles: http,
    defaultText: '`local` on a loopback address; elsewhere the start is refused',
    description:
      '`local`: missing identity headers mean a fixed local company and user, only on a loopback address. `gateway`: `X-Company-ID` and `X-User-ID` come from a trusted gateway and are required.',
    example: 'gateway',
  }),
  maxUploadMegabytes: required('ATENEX_MAX_UPLOAD_MB', 100, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description: 'Largest file that is accepted, in MiB.',
    example: '250',
  }),
}

const database = {
  url: secret('DATABASE_URL', {
    section: 'PostgreSQL',
    defaultText: 'composed from the variables below when a server is named, otherwise an embedded PostgreSQL',
    description: 'Connection address of an outside PostgreSQL, `postgres://user:password@host:5432/database`.',
  }),
}

const ingesting = {
  workerConcurrency: required('ATENEX_WORKER_CONCURRENCY', 4, {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    description:
      'Documents processed at the same time by one worker, so that the embedder never waits for reading or writing.',
    example: '8',
  }),
  extractProcesses: optional('ATENEX_EXTRACT_PROCESSES', {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    defaultText: 'number of cores, at most 4',
    description: 'Child processes that read files. One file each; a crash costs that file only.',
    example: '2',
  }),
  extractTimeoutSeconds: required('ATENEX_EXTRACT_TIMEOUT_SECONDS', 60, {
    section: 'Ingest',
    type: integer(1, 3_600),
    roles: worker,
    description: 'Time to read a file before its process is killed; large files get 2 s more for each MiB.',
    example: '120',
  }),
  maxPages: required('ATENEX_MAX_PAGES', 10_000, {
    section: 'Ingest',
    type: integer(1, 1_000_000),
    roles: worker,
    description: 'Most pages of one document.',
    example: '2000',
  }),
  maxTextCharacters: required('ATENEX_MAX_TEXT_CHARACTERS', 20_000_000, {
    section: 'Ingest',
    type: integer(1_000, 500_000_000),
    roles: worker,
    description: 'Most characters of text of one document.',
    example: '5000000',
  }),
}

const embedder = {
  choice: optional('ATENEX_EMBEDDER', {
    section: 'Embedder',
    type: text(),
    roles: embedding,
    defaultText: 'decided by the data that is there; `use-multilingual-v3` for a new installation',
    description:
      '`use-multilingual-v3` (512 dimensions), `all-MiniLM-L6-v2` (384), `http` (see `ATENEX_EMBEDDER_URL`), or the path of a folder with an ONNX model and its tokenizer.',
    example: 'all-MiniLM-L6-v2',
  }),
  processes: required('ATENEX_EMBEDDER_PROCESSES', 1, {
    section: 'Embedder',
    type: integer(1, 16),
    roles: embedding,
    description: 'Processes that embed with a local model; each holds the model in memory.',
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
    description: 'What that service speaks: the original embedding service, or the OpenAI interface.',
    example: 'openai',
  }),
  model: optional('ATENEX_EMBEDDER_MODEL', {
    section: 'Embedder',
    type: text(),
    roles: embedding,
    description: 'Model name sent to that service and kept in the fingerprint. Required with `openai`.',
    example: 'multilingual-e5-small',
  }),
  key: secret('ATENEX_EMBEDDER_KEY', {
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

const answers = {
  fusionWeight: required('ATENEX_FUSION_WEIGHT', 0.35, {
    section: 'Answers',
    type: fraction(0, 1),
    roles: query,
    description: 'Share of the dense score when dense and sparse hits are fused; the rest is the sparse one.',
    example: '0.5',
  }),
  retrieverTopK: required('QUERY_RETRIEVER_TOP_K', 100, {
    section: 'Answers',
    type: integer(1, 500),
    roles: query,
    description: 'Chunks each leg retrieves when the request does not say.',
    example: '50',
  }),
  sourcesToShow: required('QUERY_NUM_SOURCES_TO_SHOW', 7, {
    section: 'Answers',
    type: integer(0, 100),
    roles: query,
    description: 'Sources returned with an answer.',
    example: '5',
  }),
  maxHistoryMessages: required('QUERY_MAX_CHAT_HISTORY_MESSAGES', 10, {
    section: 'Answers',
    type: integer(0, 200),
    roles: query,
    description: 'Earlier messages of the chat that are taken into account.',
    example: '20',
  }),
  askTimeoutSeconds: required('ATENEX_ASK_TIMEOUT_SECONDS', 28, {
    section: 'Answers',
    type: integer(1, 600),
    roles: query,
    description: 'Time for one question. Below the 30 s after which the gateway gives up.',
    example: '55',
  }),
}

const languageModel = {
  provider: optional('ATENEX_LLM_PROVIDER', {
    section: 'Language model',
    type: oneOf(['none', 'gemini', 'openai-compatible']),
    roles: query,
    defaultText: '`gemini` when `QUERY_GEMINI_API_KEY` is set, otherwise `none`',
    description: 'Who words the answers. `none`: the best sentences of the documents, verbatim.',
    example: 'openai-compatible',
  }),
  model: optional('ATENEX_LLM_MODEL', {
    aliases: ['QUERY_GEMINI_MODEL_NAME'],
    section: 'Language model',
    type: text(),
    roles: query,
    defaultText: '`gemini-2.5-flash` with gemini; required with openai-compatible',
    description: 'Name of the model.',
    example: 'gemini-2.5-flash',
  }),
  apiKey: secret('ATENEX_LLM_API_KEY', {
    aliases: ['QUERY_GEMINI_API_KEY'],
    section: 'Language model',
    roles: query,
    description: 'Key of the provider. Required with gemini.',
  }),
  url: optional('ATENEX_LLM_URL', {
    section: 'Language model',
    type: address('http', 'https'),
    roles: query,
    description:
      'Base address of an OpenAI-compatible server, up to and including `/v1`. Required with openai-compatible.',
    example: 'http://127.0.0.1:11434/v1',
  }),
  timeoutSeconds: required('ATENEX_LLM_TIMEOUT_SECONDS', 25, {
    section: 'Language model',
    type: integer(1, 600),
    roles: query,
    description: 'Time for one call of the model; not above `ATENEX_ASK_TIMEOUT_SECONDS`.',
    example: '20',
  }),
  maxOutputTokens: required('ATENEX_LLM_MAX_OUTPUT_TOKENS', 2_048, {
    aliases: ['QUERY_GEMINI_MAX_OUTPUT_TOKENS'],
    section: 'Language model',
    type: integer(16, 1_000_000),
    roles: query,
    description: 'Longest answer, in tokens of the model.',
    example: '4096',
  }),
}

const vectorStore = {
  kind: optional('ATENEX_VECTOR_STORE', {
    section: 'Vector store',
    type: oneOf(storeKinds),
    defaultText: 'a Zilliz key means `zilliz`, an address without one `milvus`, nothing `embedded`',
    description: 'Where vectors are kept: files in the data folder, a Milvus server, or Zilliz Cloud.',
    example: 'milvus',
  }),
}

/** Every variable Atenex reads, in the order of the documentation. */
export const settings = {
  start,
  identity,
  database,
  ingestPostgres: postgresSettings('INGEST', ingest),
  queryPostgres: postgresSettings('QUERY', query),
  ingesting,
  embedder,
  answers,
  llm: languageModel,
  vectorStore,
  ingestStore: storeSettings('INGEST', ingest, 10),
  queryStore: storeSettings('QUERY', query, 15),
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

function roleList(): z.ZodType<readonly Role[], string> {
  return z.string().transform((given, context) => {
    const names = given
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '')
    if (names.length === 1 && names[0] === 'all') return roles
    if (names.includes('console')) {
      context.addIssue({ code: 'custom', message: 'names the role console, which is reserved and does nothing yet' })
      return z.NEVER
    }
    if (names.length > 0 && names.every((name) => roles.some((role) => role === name))) {
      return roles.filter((role) => names.includes(role))
    }
    context.addIssue({ code: 'custom', message: `must be all or a comma-separated list of ${roles.join(', ')}` })
    return z.NEVER
  })
}
