import type * as Lance from '@lancedb/lancedb'
import { systemClock } from '../../flow/system-clock.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import { createCalls } from './calls.ts'
import { ofCompany } from './filter.ts'
import { openTables } from './tables.ts'
import { loadVendor } from './vendor.ts'

/** Over one table of the embedded store. */
export async function openLanceSurvey(directory: string, collection: string): Promise<CollectionSurvey> {
  const tables = await openTables(loadVendor(), { directory, collection, searches: false })
  const { read, drained } = createCalls({ tables, clock: systemClock })
  return {
    strangers: (known, signal) =>
      read({ what: 'look over the collection', signal }, { companies: [], more: false }, async (table) => {
        const ours = new Set<string>(known)
        const found = new Map<string, number>()
        for await (const [companyId] of columnsOf(table, ['company_id'], null, signal)) {
          if (companyId !== undefined && !ours.has(companyId)) found.set(companyId, (found.get(companyId) ?? 0) + 1)
        }
        return { companies: [...found].map(([companyId, rows]) => ({ companyId, rows })), more: false }
      }),
    keys: (companyId, maxKeys, signal) => {
      const none = { documents: new Map<string, number>(), duplicates: 0, more: false }
      return read({ what: 'look over a company', signal }, none, async (table) => {
        const documents = new Map<string, number>()
        const ids = new Set<string>()
        let duplicates = 0
        for await (const [id = '', document = ''] of columnsOf(
          table,
          ['pk_id', 'document_id'],
          ofCompany(companyId),
          signal,
        )) {
          if (ids.has(id)) {
            duplicates += 1
            continue
          }
          if (ids.size >= maxKeys) return { documents, duplicates, more: true }
          ids.add(id)
          documents.set(document, (documents.get(document) ?? 0) + 1)
        }
        return { documents, duplicates, more: false }
      })
    },
    fields: (signal) =>
      read({ what: 'look at the fields', signal }, null, async (table) => {
        const { fields } = await table.schema()
        return fields.map(({ name, type }) => ({ name, type: String(type) }))
      }),
    collections: async () => null,
    lackingRights: () => Promise.resolve(null),
    close: async () => {
      await drained()
      tables.close()
    },
  }
}

async function* columnsOf(
  table: Lance.Table,
  names: readonly string[],
  where: string | null,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const query = table.query().select([...names])
  for await (const batch of where === null ? query : query.where(where)) {
    signal.throwIfAborted()
    const columns = names.map((name) => batch.getChild(name))
    for (let row = 0; row < batch.numRows; row += 1) yield columns.map((column) => String(column?.get(row)))
  }
}
