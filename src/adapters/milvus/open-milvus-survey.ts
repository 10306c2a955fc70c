import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import { atTheEdge } from './calls/store-error.ts'
import type { MilvusOptions } from './calls/milvus-options.ts'
import { countCollections, describeCollection } from './collection/collection-admin.ts'
import { describeField } from './collection/field-types.ts'
import type { OpenCollection } from './collection/open-collection.ts'
import { probeRights } from './collection/probe-rights.ts'
import { createStoreSession } from './collection/store-session.ts'
import { findStrangers } from './rows/find-strangers.ts'
import { keysByRange } from './rows/read-keys.ts'
import { countRows } from './rows/read-rows.ts'

/** Over Milvus or Zilliz Cloud, with a connection of its own. */
export function openMilvusSurvey(options: MilvusOptions): CollectionSurvey {
  const session = createStoreSession(options)
  /** @param empty what is told of a collection that is not there. */
  const look = <T>(signal: AbortSignal, empty: T, work: (on: OpenCollection) => Promise<T>): Promise<T> =>
    atTheEdge(signal, async () => {
      if ((await session.collection('background', signal)) === null) return empty
      return await session.run('background', signal, work)
    })
  return {
    strangers: (known, signal) =>
      look(signal, { companies: [], more: false }, (on) => findStrangers(session, on, known, signal)),
    keys: (companyId, maxKeys, signal) =>
      look(signal, { documents: new Map(), duplicates: 0, more: false }, async (on) => {
        const ofCompany = [{ field: 'company_id' as const, equals: companyId }]
        const rows = await countRows(session, on, ofCompany, signal)
        const documents = new Map<string, number>()
        let seen = 0
        for await (const keys of keysByRange(session, on, ofCompany, signal)) {
          for (const { documentId } of keys) documents.set(documentId, (documents.get(documentId) ?? 0) + 1)
          seen += keys.length
          if (seen >= maxKeys && seen < rows) return { documents, duplicates: 0, more: true }
        }
        return { documents, duplicates: Math.max(0, rows - seen), more: false }
      }),
    fields: (signal) =>
      atTheEdge(
        signal,
        async () => (await describeCollection(session.admin(signal)))?.fields.map(describeField) ?? null,
      ),
    collections: (signal) => atTheEdge(signal, async () => await countCollections(session.admin(signal))),
    lackingRights: (signal) => atTheEdge(signal, async () => await probeRights(session, signal)),
    close: () => session.close(),
  }
}
