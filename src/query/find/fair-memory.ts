import type { CompanyId } from '../../domain/ids.ts'

/** A cache of computed values that companies share; each has its own entries. */
export interface FairMemory<T, Key extends string | number = string> {
  get(companyId: CompanyId | null, key: Key): T | undefined
  /** @param size in whatever the memory is bounded by. */
  set(companyId: CompanyId | null, key: Key, value: T, size: number): void
}

interface Kept<T, Key> {
  size: number
  /** Used last is last. */
  readonly entries: Map<Key, { readonly value: T; readonly size: number }>
}

/**
 * A cache of bounded size, shared by companies: when it is full, the company that holds most loses its least recently used
 * entry, so a company that asks a lot evicts only its own.
 * @param most sum of the sizes.
 */
export function createFairMemory<T, Key extends string | number = string>(most: number): FairMemory<T, Key> {
  const companies = new Map<string, Kept<T, Key>>()
  let total = 0

  function drop(company: string, kept: Kept<T, Key>, key: Key): void {
    const size = kept.entries.get(key)?.size ?? 0
    kept.entries.delete(key)
    kept.size -= size
    total -= size
    if (kept.entries.size === 0) companies.delete(company)
  }

  /** Looks at every company for each eviction: there are some thousands at most, because each holds something. */
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
