import type { CompanyId } from '../../../domain/ids.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { CompanyRows } from './company-rows.ts'

/** A plan of the library costs some 3 ms of processor time, however few rows it looks at: as much as looking at 3,000 here. */
export const rowsOfSmall = 1_000
/**
 * 18 MB of vectors of 384 numbers. The library copies every vector it compares: 15 ms of processor time for 10,000, which are compared in 4 here.
 */
export const rowsOfLarge = 12_000
/** Of all companies. Some 2 KB each. */
const mostRows = 20_000
/** What was mended in the store without a change in PostgreSQL is seen after so long; in a large company only after minutes. */
const keptMs = 30_000
const keptLargeMs = 5 * 60_000
/** Reading a large company costs what so many searches save. One whose documents change more often is left to the library. */
const searchesFirst = 12

interface Remembered {
  readonly revision: string
  readonly until: number
  /** Null inside for a company that has too many. */
  readonly rows: Promise<CompanyRows | null>
  size: number
}

/** A company that is not small, as its documents are now. */
interface Large {
  readonly until: number
  readonly revision: string
  searches: number
}

/** The rows of companies, as long as their documents stay the same. */
export interface RowMemory {
  /**
   * Null for a company that the library has to search. @param revision names the state of its documents.
   * @param read called when they are not known, gives null for more than `most`; its failure is told to whoever asked and forgotten.
   */
  get(companyId: CompanyId, revision: string, read: ReadRows): Promise<CompanyRows | null>
  /** The rows are about to be others under the same name. */
  forget(companyId: CompanyId): void
  clear(): void
}

type ReadRows = (most: number) => Promise<CompanyRows | null>

/**
 * Small companies are read when they are first asked for; large ones behind the questions, which the library answers until then. Companies
 * that were asked for last stay, of all together no more than `most` rows.
 */
export function rememberRows(clock: Pick<Clock, 'monotonicMs'>, most = mostRows): RowMemory {
  const companies = new Map<CompanyId, Remembered>()
  const larges = new Map<CompanyId, Large>()

  /** The one that was asked for last is last. */
  const putLast = (companyId: CompanyId, kept: Remembered): void => {
    companies.delete(companyId)
    companies.set(companyId, kept)
  }
  const keep = (companyId: CompanyId, kept: Remembered): void => {
    putLast(companyId, kept)
    let rows = 0
    for (const { size } of companies.values()) rows += size
    for (const [oldest, { size }] of companies) {
      if (rows <= most) return
      companies.delete(oldest)
      rows -= size
    }
  }
  const readSmall = (companyId: CompanyId, revision: string, read: ReadRows): Remembered => {
    const now = clock.monotonicMs()
    const rows = read(rowsOfSmall)
    const kept: Remembered = { revision, until: now + keptMs, rows, size: 0 }
    rows.then(
      (known) => {
        if (companies.get(companyId) !== kept) return
        if (known === null) {
          companies.delete(companyId)
          larges.set(companyId, { until: now + keptLargeMs, revision, searches: 0 })
          return
        }
        kept.size = known.ids.length
        keep(companyId, kept)
      },
      () => {
        if (companies.get(companyId) === kept) companies.delete(companyId)
      },
    )
    return kept
  }
  const readLarge = (companyId: CompanyId, large: Large, read: ReadRows): void => {
    read(rowsOfLarge).then(
      (known) => {
        // its documents changed meanwhile
        if (known === null || larges.get(companyId) !== large) return
        const { revision, until } = large
        keep(companyId, { revision, until, rows: Promise.resolve(known), size: known.ids.length })
      },
      // whoever asks is told by the library
      () => undefined,
    )
  }
  return {
    get(companyId, revision, read) {
      const now = clock.monotonicMs()
      const known = companies.get(companyId)
      if (known !== undefined && known.revision === revision && known.until > now) {
        putLast(companyId, known)
        return known.rows
      }
      const large = larges.get(companyId)
      if (large !== undefined && large.until > now) {
        const same = large.revision === revision
        const counted = same ? large : { ...large, revision, searches: 0 }
        if (!same) larges.set(companyId, counted)
        counted.searches += 1
        if (counted.searches === searchesFirst) readLarge(companyId, counted, read)
        return Promise.resolve(null)
      }
      larges.delete(companyId)
      const kept = readSmall(companyId, revision, read)
      putLast(companyId, kept)
      return kept.rows
    },
    forget: (companyId) => {
      companies.delete(companyId)
      const large = larges.get(companyId)
      if (large !== undefined) larges.set(companyId, { ...large, searches: 0 })
    },
    clear: () => {
      companies.clear()
      larges.clear()
    },
  }
}
