import type { CompanyId } from '../../../domain/ids.ts'
import type { Stranger, Strangers } from '../../../ports/collection-survey.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { Condition } from '../wire/filter.ts'
import { someRows } from './read-keys.ts'
import { countRows } from './read-rows.ts'

/** Ids in one condition, 20 kB of them. */
const idsACondition = 500
const rowsALook = 1_000
/** Strangers that are named at most. */
const mostStrangers = 1_000

/**
 * Companies that are none of the known ones. The ids are cut into ranges, each with few enough known ones to be excluded by name;
 * a range is looked at again, without those that were found, until nothing comes.
 */
export async function findStrangers(
  session: StoreSession,
  on: OpenCollection,
  known: readonly CompanyId[],
  signal: AbortSignal,
): Promise<Strangers> {
  const companies: Stranger[] = []
  for (const { range, inside } of rangesOf(known)) {
    const excluded: string[] = [...inside]
    for (;;) {
      const others: readonly Condition[] = excluded.length === 0 ? [] : [{ field: 'company_id', notIn: excluded }]
      const conditions = [...range, ...others]
      const columns = await someRows(session, on, { conditions, fields: ['company_id'], limit: rowsALook, signal })
      const found = new Set(columns.get('company_id')?.texts ?? [])
      if (found.size === 0) break
      for (const companyId of found) {
        if (companies.length === mostStrangers || !isNameable(companyId)) return { companies, more: true }
        const rows = await countRows(session, on, [{ field: 'company_id', equals: companyId }], signal)
        companies.push({ companyId, rows })
        excluded.push(companyId)
      }
    }
  }
  return { companies, more: false }
}

function rangesOf(known: readonly CompanyId[]) {
  const sorted = [...new Set<string>(known)].toSorted()
  const starts = sorted.filter((_, index) => index > 0 && index % idsACondition === 0)
  return [null, ...starts].map((from, index) => {
    const to = starts[index] ?? null
    const range: readonly Condition[] = [
      ...(from === null ? [] : [{ field: 'company_id' as const, atLeast: from }]),
      ...(to === null ? [] : [{ field: 'company_id' as const, below: to }]),
    ]
    return { range, inside: sorted.slice(index * idsACondition, (index + 1) * idsACondition) }
  })
}

/** Control characters have no spelling in a filter that all servers share. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const isNameable = (companyId: string) => !/[\u0000-\u001f\u007f]/.test(companyId)
