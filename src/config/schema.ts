import type { zillizPlanKeys } from './plans.ts'
import type { Secret } from './secret.ts'
import type { Role } from './setting.ts'

/** What the code receives: checked, consistent, frozen. Built by `loadConfig` and by nothing else. */
export interface Config {
  /** Absolute path. */
  readonly dataDir: string
  readonly roles: readonly Role[]
  /** Of a worker that answers probes; null when it serves no HTTP. */
  readonly healthPort: number | null
  readonly http: {
    readonly host: string
    readonly port: number
    readonly auth: 'local' | 'gateway' | 'jwt' | 'keys'
    /** Null unless `auth` is `jwt`. */
    readonly jwt: JwtConfig | null
    readonly limits: {
      readonly maxUploadBytes: number
      readonly uploadIdleMs: number
      readonly uploadMinBytesPerSecond: number
      readonly bodyMs: number
      readonly uploadsAtATime: number
      readonly uploadsPerCompany: number
    }
    /** Null: operators are those who connect from this machine. */
    readonly operatorToken: Secret | null
  }
  /** What one company may have; null: as much as it likes. */
  readonly quotas: {
    readonly documents: number | null
    readonly bytes: number | null
    readonly questionsPerMinute: number | null
  }
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal' }
  readonly database: DatabaseConfig
  readonly worker: { readonly concurrency: number }
  readonly extract: {
    readonly processes: number
    /** For a small file; large ones get more, see `docs/configuration.md`. */
    readonly timeoutMs: number
    readonly ocr: 'auto' | 'off'
    readonly attachments: 'documents' | 'named'
    readonly maxPages: number
    readonly maxTextCharacters: number
  }
  readonly embedder: EmbedderConfig
  readonly retrieval: {
    /** Share of the dense score, 0 to 1; null: what the embedder's model says. */
    readonly fusionWeight: number | null
    readonly topK: number
  }
  readonly ask: {
    readonly sourcesToShow: number
    readonly unsupportedClaims: 'mark' | 'drop'
    readonly maxHistoryMessages: number
    readonly timeoutMs: number
  }
  readonly llm: LlmConfig
  /** Services of the original that are used; null: ours do what they did. */
  readonly neighbours: {
    readonly docproc: NeighbourConfig | null
    readonly reranker: NeighbourConfig | null
    readonly sparseSearch: NeighbourConfig | null
  }
  readonly vectorStore: { readonly ingest: VectorStoreConfig; readonly query: VectorStoreConfig }
  /** The store a move goes to, or went to; null when none is named. */
  readonly target: VectorStoreConfig | null
  /** The embedder a move goes to, or went to; null when none is named. */
  readonly targetEmbedder: LocalEmbedder | null
  /** Of the copy of a move; null: as many as the stores take. */
  readonly moveBytesPerSecond: number | null
  /** Null: not told. */
  readonly cost: { readonly plan: (typeof zillizPlanKeys)[number] | null; readonly budgetUsd: number | null }
  readonly objectStore: ObjectStoreConfig
  /** Null: nobody is told what happens. */
  readonly webhook: { readonly url: string; readonly secret: Secret; readonly allowPrivate: boolean } | null
  /** Whether traces are sent; where to and how is read by OpenTelemetry's own packages. */
  readonly tracing: boolean
  /** Before a stop: how long requests are still answered while others are found for them. */
  readonly drainMs: number
  readonly shutdownMs: number
}

export type ObjectStoreConfig =
  | { readonly kind: 'files' }
  | {
      readonly kind: 'gcs'
      readonly bucket: string
      /** Null: the workload's own identity. */
      readonly keyFile: string | null
      /** Null: Google's. */
      readonly endpoint: string | null
    }

/** What a role of a token allows. */
export type Right = 'read' | 'write' | 'operator'
export type RoleRights = ReadonlyMap<string, Right>

/** How tokens of others are checked. */
export interface JwtConfig {
  /** Of HS256, the one in use first; empty: tokens of `jwksUrl` only. */
  readonly secrets: readonly Secret[]
  readonly jwksUrl: string | null
  readonly issuer: string | null
  readonly audience: string | null
  readonly roles: RoleRights
}

export type DatabaseConfig = { readonly kind: 'embedded' } | { readonly kind: 'outside'; readonly url: Secret }

interface EmbedderCommon {
  /** What the embeddings must have; null: whatever the model has. */
  readonly dimension: number | null
  readonly prefixes: 'none' | 'e5'
  /** Processes with a copy of a local model each; null: as many as the role of the process can use. */
  readonly processes: number | null
}
export const builtInEmbedders = ['multilingual-e5-small', 'use-multilingual-v3', 'all-MiniLM-L6-v2'] as const
export type BuiltInEmbedder = (typeof builtInEmbedders)[number]

/** A model that runs in processes of our own. */
export type LocalEmbedder =
  | { readonly kind: 'built-in'; readonly name: BuiltInEmbedder }
  | { readonly kind: 'folder'; readonly path: string }

/** `auto`: existing data decides, a new installation gets the default model. */
export type EmbedderConfig = EmbedderCommon &
  (
    | { readonly kind: 'auto' }
    | LocalEmbedder
    | {
        readonly kind: 'http'
        readonly url: string
        readonly api: 'atenex' | 'openai'
        readonly model: string | null
        readonly key: Secret | null
      }
  )

interface LlmCommon {
  readonly model: string
  readonly timeoutMs: number
  readonly maxOutputTokens: number
}
export type LlmConfig =
  | { readonly kind: 'none' }
  | (LlmCommon & { readonly kind: 'gemini'; readonly apiKey: Secret })
  | (LlmCommon & { readonly kind: 'openai-compatible'; readonly url: string; readonly apiKey: Secret | null })

/** A service of the original. */
export interface NeighbourConfig {
  readonly url: string
  /** For one call with all its attempts. */
  readonly timeoutMs: number
}

interface RemoteStore {
  readonly uri: string
  readonly database: string | null
  /** Null: adopt the original's collection when it is there, otherwise name it after the embedder. */
  readonly collection: string | null
  readonly timeoutMs: number
  readonly tls: MilvusTls | null
}
export type VectorStoreConfig =
  | { readonly kind: 'embedded' }
  | (RemoteStore & { readonly kind: 'zilliz'; readonly apiKey: Secret; readonly level: number | null })
  | (RemoteStore & { readonly kind: 'milvus'; readonly auth: MilvusAuth })

export type MilvusAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: Secret }
  | { readonly kind: 'password'; readonly user: string; readonly password: Secret }

/** Paths of PEM files, checked to be readable at start. Null: the system's authorities, no client certificate. */
export interface MilvusTls {
  readonly ca: string | null
  readonly client: { readonly cert: string; readonly key: string } | null
  readonly serverName: string | null
}
