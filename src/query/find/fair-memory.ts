import type { CompanyId } from '../../domain/ids.ts'

/** What was worked out and is asked for again and again; each company has its own. */
export interface FairMemory<T> {
  get(companyId: CompanyId | null, key: string): T | undefined
  /** @param size in whatever the memory is bounded by. */
  set(companyId: CompanyId | null, key: string, value: T, size: number): void
}

interface Kept<T> {
  size: number
  /** Used last is last. */
  readonly entries: Map<string, { readonly value: T; readonly size: number }>
}

/**
 * A memory of a bounded size that companies share: when it is full, the company that holds most gives what it has not used for longest, so
 * that one that asks very much forgets only what is its own. @param most sum of the sizes.
 */
export function createFairMemory<T>(most: number): FairMemory<T> {
  const companies = new Map<string, Kept<T>>()
  let total = 0

  function drop(company: string, kept: Kept<T>, key: string): void {
    const size = kept.entries.get(key)?.size ?? 0
    kept.entries.delete(key)
    kept.size -= size
    total -= size
    if (kept.entries.size === 0) companies.delete(company)
  }

  /** A look at every company for each that goes: they are some thousands at most, because each of them holds something. */
  function dropOne(): void {
    const [first] = companies
    if (first === undefined) return
    let largest = first
    for (const one of companies) if (one[1].size > largest[1].size) largest = one
    const [company, kept] = largest
    const [oldest] = kept.entries.keys()
    if (oldest !== undefined) drop(company, kept, oldest)
  }

  return {
    get(companyId, key) {
      const entries = companies.get(companyId ?? '')?.entries
      const found = entries?.get(key)
      if (entries === undefined || found === undefined) return undefined
      entries.delete(key)
      entries.set(key, found)
      return found.value
    },
    set(companyId, key, value, size) {
      if (size > most) return
      const company = companyId ?? ''
      const kept = companies.get(company) ?? { size: 0, entries: new Map() }
      drop(company, kept, key)
      companies.set(company, kept)
      kept.entries.set(key, { value, size })
      kept.size += size
      total += size
      while (total > most) dropOne()
    },
  }
}
