import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

import { readDatabase } from './database.ts'
import { readEmbedder, readTargetEmbedder } from './embedder.ts'
import { readValues } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import { readIdentity } from './identity.ts'
import { readLlm } from './language-model.ts'
import { readNeighbours } from './neighbours.ts'
import { readObjectStore } from './object-store.ts'
import type { Config } from './schema.ts'
import type { Values } from './settings.ts'
import { readVectorStores } from './stores.ts'
import { readTarget } from './target-store.ts'
import { readTracing } from './tracing.ts'
import { readWebhook } from './webhook.ts'
import { unknownVariables } from './unknown-variables.ts'

export type Loaded =
  | { readonly config: Config; readonly warnings: readonly string[] }
  | { readonly problems: readonly string[]; readonly warnings: readonly string[] }

/**
 * Reads the environment into one frozen, consistent `Config`, or lists everything that is wrong with it at once. Each
 * problem begins with the variable to change. Reads files named by `…_FILE` and checks that named files exist; no network.
 */
export function loadConfig(env: Environment): Loaded {
  const findings: Findings = { problems: [], warnings: [...unknownVariables(env)] }
  const values = readValues(env, findings)
  const config: Config = {
    dataDir: resolve(values.start.dataDir),
    roles: values.start.roles,
    http: { ...readIdentity(values, findings), limits: readLimits(values) },
    healthPort: values.start.healthPort,
    quotas: readQuotas(values),
    log: { level: values.start.logLevel },
    database: readDatabase(values, findings),
    worker: { concurrency: values.ingesting.workerConcurrency },
    extract: {
      processes: values.ingesting.extractProcesses ?? Math.min(4, availableParallelism()),
      timeoutMs: values.ingesting.extractTimeoutSeconds * 1_000,
      ocr: values.ingesting.ocr,
      attachments: values.ingesting.attachments,
      maxPages: values.ingesting.maxPages,
      maxTextCharacters: values.ingesting.maxTextCharacters,
    },
    embedder: readEmbedder(env, values, findings),
    retrieval: { fusionWeight: values.answers.fusionWeight, topK: values.answers.retrieverTopK },
    ask: {
      sourcesToShow: values.answers.sourcesToShow,
      unsupportedClaims: values.llm.unsupported,
      maxHistoryMessages: values.answers.maxHistoryMessages,
      timeoutMs: values.answers.askTimeoutSeconds * 1_000,
    },
    llm: readLlm(values, findings),
    neighbours: readNeighbours(env, values, findings),
    vectorStore: readVectorStores(env, values, findings),
    target: readTarget(env, values, findings),
    targetEmbedder: readTargetEmbedder(values, findings),
    moveBytesPerSecond: values.target.bytesPerSecond,
    cost: { plan: values.cost.plan, budgetUsd: values.cost.budgetUsd },
    objectStore: readObjectStore(values, findings),
    webhook: readWebhook(values, findings),
    tracing: readTracing(values, findings),
    drainMs: values.start.drainSeconds * 1_000,
    shutdownMs: values.start.shutdownSeconds * 1_000,
  }
  reportUnusedLevel(config, values, findings)
  reportSharedPort(config, values, findings)
  const warnings = Object.freeze([...findings.warnings])
  if (findings.problems.length > 0) return { problems: Object.freeze([...new Set(findings.problems)]), warnings }
  return { config: deepFreeze(config), warnings }
}

function reportUnusedLevel(
  { vectorStore, target }: Config,
  { vectorStore: { level } }: Values,
  findings: Findings,
): void {
  const stores = [vectorStore.ingest, vectorStore.query, target]
  if (level === null || stores.some((store) => store?.kind === 'zilliz')) return
  findings.problems.push('ATENEX_ZILLIZ_LEVEL is not used: no store is on Zilliz Cloud. Remove it.')
}

/** A worker that runs alone in a container may have the port of the others. */
function reportSharedPort({ roles, healthPort }: Config, { start: { port } }: Values, findings: Findings): void {
  if (healthPort === null || healthPort === 0 || healthPort !== port || roles.length < 2) return
  if (!roles.includes('ingest-worker')) return
  findings.problems.push(
    `ATENEX_HEALTH_PORT (${healthPort}) is the port of ATENEX_PORT, which the other roles of this start listen on: give the worker another one, or none.`,
  )
}

function readLimits({ requests }: Values): Config['http']['limits'] {
  const { uploadIdleSeconds, uploadMinBytesPerSecond, bodySeconds, uploadsAtATime, uploadsPerCompany } = requests
  return {
    maxUploadBytes: requests.maxUploadMegabytes * 1024 * 1024,
    uploadIdleMs: uploadIdleSeconds * 1000,
    uploadMinBytesPerSecond,
    bodyMs: bodySeconds * 1000,
    uploadsAtATime,
    uploadsPerCompany,
  }
}

function readQuotas({ quotas }: Values): Config['quotas'] {
  const limit = (value: number) => (value === 0 ? null : value)
  return {
    documents: limit(quotas.documents),
    bytes: limit(quotas.megabytes * 1024 * 1024),
    questionsPerMinute: limit(quotas.questionsPerMinute),
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) deepFreeze(member)
  return Object.freeze(value)
}
