import type { CheckedPart } from '../../contract/health.ts'
import { storeAddress } from '../connect/store-address.ts'
import { milvusOptions, type RemoteStoreConfig } from '../connect/milvus-store.ts'
import type { Parts } from '../parts/parts.ts'

/** Before a collection is chosen, the doctor looks for one that does not exist, and says so. */
const unnamed = 'atenex_none_yet'

const statusOf = { ok: 'ok', note: 'ok', warning: 'warning', error: 'failed' } as const

/**
 * The connection doctor for Milvus and Zilliz Cloud, with the credentials of each side this process has a role for, and of the store a
 * move goes to. From name
 * resolution to a written row, it names the first thing that is wrong and what to do about it.
 */
export async function checkRemoteStores(parts: Parts, write: boolean, signal: AbortSignal): Promise<CheckedPart[]> {
  const { roles, vectorStore } = parts.config
  const { ingest, query } = vectorStore
  const has = (side: 'ingest' | 'query') => roles.some((role) => role.startsWith(side))
  const sides: (readonly [string, RemoteStoreConfig, boolean])[] = []
  if (ingest.kind !== 'embedded' && has('ingest')) sides.push(['ingest', ingest, write])
  // a query key may be read-only, as it should be: nothing is written with it
  if (query.kind !== 'embedded' && has('query')) sides.push(['query', query, false])
  // What it lacks keeps nobody from an answer before a cut-over, and afterwards the part `vector store` says so.
  const { target } = parts.config
  if (target !== null && target.kind !== 'embedded' && has('ingest')) sides.push(['target', target, false])
  const row = parts.current.peek()?.row
  const checked: CheckedPart[] = []
  for (const [side, store, writing] of sides) {
    const { diagnoseMilvus } = await import('../../adapters/milvus/doctor/diagnose-milvus.ts')
    const isTarget = side === 'target'
    const isActive = row !== undefined && (!isTarget || row.address === storeAddress(store))
    const name = (isActive ? row.name : null) ?? store.collection ?? unnamed
    const options = await milvusOptions(store, name, parts.storeDeps)
    const findings = await diagnoseMilvus(options, {
      write: writing,
      ...(row === undefined || !isActive ? {} : { dimension: row.fingerprint.dimension }),
      topK: parts.config.retrieval.topK,
      signal,
    })
    checked.push(
      // a move makes it
      ...findings
        .filter(({ code }) => !isTarget || code !== 'collection_missing')
        .map((finding) => ({
          name: `${side}: ${finding.check}`,
          status: isTarget && finding.level === 'error' ? 'warning' : statusOf[finding.level],
          version: null,
          detail: `${finding.message} (${finding.code})`,
          remedy: finding.remedy,
        })),
    )
  }
  return checked
}
