import { detectLanguage } from '../../adapters/analyse/language.ts'
import { detectFileType } from '../../adapters/extract/detect/detect-file-type.ts'
import { createAnswerModel } from '../../adapters/llm/answer-model.ts'
import type { Config } from '../../config/schema.ts'
import type { Role } from '../../config/setting.ts'
import { createIdentity } from '../../http/identity.ts'
import { listen } from '../../http/listen.ts'
import { askRoutes } from '../../http/routes/ask.ts'
import { chatRoutes } from '../../http/routes/chats.ts'
import { documentRoutes } from '../../http/routes/documents.ts'
import { healthRoutes } from '../../http/routes/health.ts'
import { createServer } from '../../http/server.ts'
import type { AnswerModel } from '../../ports/models.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { createAsk } from '../../query/ask.ts'
import { createChats } from '../../query/chats.ts'
import { checkParts } from '../check/check-parts.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Parts } from '../parts/parts.ts'
import { createReadiness } from '../check/readiness.ts'
import { openVectorStore } from '../parts/vector-store.ts'
import { readVersion } from '../process/version.ts'
import { watchCollection } from '../collections/watch-collection.ts'

/** The HTTP roles on one port: routes of the ingest API, of the query API, or both. */
export async function startHttp(
  parts: Parts,
  roles: readonly Role[],
): Promise<{ address: string; stop(): Promise<void> }> {
  const { config, log } = parts
  const version = await readVersion()
  const server = await createServer({ auth: config.http.auth, maxUploadBytes: config.http.maxUploadBytes, log })
  const identity = createIdentity(config.http.auth)
  const watch = watchCollection(parts)
  const writable = roles.includes('ingest-api') ? await openWritableStore(parts) : parts.vectors
  const readiness = createReadiness(parts, [...new Set([parts.vectors, writable])])

  healthRoutes(server, {
    version,
    readiness: () => readiness(),
    metrics: () => parts.metrics.expose(),
    check: (write) => checkParts(parts, version, write),
  })
  if (roles.includes('ingest-api')) {
    documentRoutes(server, {
      ...parts,
      vectors: writable,
      identity,
      detectFileType,
      maxBytes: config.http.maxUploadBytes,
    })
  }
  if (roles.includes('query-api')) {
    const ask = createAsk(
      {
        ...parts,
        vectorStore: parts.vectors,
        get sparseIndexed() {
          return watch.sparse()
        },
        detectLanguage,
        answerModel: answerModel(config),
        clock: systemClock,
      },
      {
        denseWeight: config.retrieval.fusionWeight,
        depth: config.retrieval.topK,
        sourcesToShow: config.ask.sourcesToShow,
        historyMessages: config.ask.maxHistoryMessages,
        timeoutMs: config.ask.timeoutMs,
      },
    )
    askRoutes(server, { identity, ask })
    chatRoutes(server, { identity, userChats: createChats(parts.chats) })
  }

  const address = await listen(server, config.http)
  log.info({ address, roles, version }, 'listens for requests')
  return {
    address,
    stop: async () => {
      watch.stop()
      await server.close()
      if (writable !== parts.vectors) await writable.close()
    },
  }
}

/**
 * Deleting a document needs the right to write, and the key that questions are answered with may be read-only: the ingest API
 * uses the credentials of ingest. A second client opens no connection before the first delete.
 */
async function openWritableStore(parts: Parts): Promise<VectorStore> {
  const { config, collection, vectors } = parts
  const { ingest } = config.vectorStore
  return ingest.kind === 'embedded' ? vectors : openVectorStore(config, ingest, collection, parts)
}

function answerModel({ llm }: Config): AnswerModel | null {
  switch (llm.kind) {
    case 'none':
      return null
    case 'gemini':
      return createAnswerModel({ ...llm, provider: 'gemini', baseUrl: null, apiKey: llm.apiKey.reveal() })
    case 'openai-compatible':
      return createAnswerModel({
        ...llm,
        provider: 'openai-compatible',
        baseUrl: llm.url,
        apiKey: llm.apiKey === null ? null : llm.apiKey.reveal(),
      })
  }
}
