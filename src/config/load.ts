import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

import { readDatabase } from './database.ts'
import { readEmbedder, readTargetEmbedder } from './embedder.ts'
import { readValues } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import { readLlm } from './language-model.ts'
import { readObjectStore } from './object-store.ts'
import type { Config } from './schema.ts'
import type { Values } from './settings.ts'
import { readVectorStores } from './stores.ts'
import { readTarget } from './target-store.ts'
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
    http: readHttp(values, findings),
    healthPort: values.start.healthPort,
    log: { level: values.start.logLevel },
    database: readDatabase(values, findings),
    worker: { concurrency: values.ingesting.workerConcurrency },
    extract: {
      processes: values.ingesting.extractProcesses ?? Math.min(4, availableParallelism()),
      timeoutMs: values.ingesting.extractTimeoutSeconds * 1_000,
      ocr: values.ingesting.ocr,
      maxPages: values.ingesting.maxPages,
      maxTextCharacters: values.ingesting.maxTextCharacters,
    },
    embedder: readEmbedder(env, values, findings),
    retrieval: { fusionWeight: values.answers.fusionWeight, topK: values.answers.retrieverTopK },
    ask: {
      sourcesToShow: values.answers.sourcesToShow,
      maxHistoryMessages: values.answers.maxHistoryMessages,
      timeoutMs: values.answers.askTimeoutSeconds * 1_000,
    },
    llm: readLlm(values, findings),
    vectorStore: readVectorStores(env, values, findings),
    target: readTarget(env, values, findings),
    targetEmbedder: readTargetEmbedder(values, findings),
    objectStore: readObjectStore(values, findings),
    shutdownMs: values.start.shutdownSeconds * 1_000,
  }
  const warnings = Object.freeze([...findings.warnings])
  if (findings.problems.length > 0) return { problems: Object.freeze([...new Set(findings.problems)]), warnings }
  return { config: deepFreeze(config), warnings }
}

function readHttp(values: Values, findings: Findings): Config['http'] {
  const { host, port, roles } = values.start
  const loopback = isLoopback(host)
  const served = roles.some((role) => role !== 'ingest-worker')
  if (served && !loopback && values.identity.auth === null) {
    findings.problems.push(
      `ATENEX_AUTH must be set to gateway when ATENEX_HOST (${host}) can be reached from other machines: anyone who reaches it is believed to be who the headers say. Or listen on 127.0.0.1`,
    )
  }
  if (served && !loopback && values.identity.auth === 'local') {
    findings.problems.push(
      `ATENEX_AUTH=local is only for a loopback address, but ATENEX_HOST is ${host}: set ATENEX_AUTH=gateway or ATENEX_HOST=127.0.0.1`,
    )
  }
  const auth = values.identity.auth ?? (loopback ? 'local' : 'gateway')
  return { host, port, auth, operatorToken: values.identity.operatorToken, limits: readLimits(values) }
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

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) deepFreeze(member)
  return Object.freeze(value)
}
