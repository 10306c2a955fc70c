import type { CompanyId } from '../../domain/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CompanyRows } from './company-rows.ts'

/** A plan of the library costs some 3 ms of processor time, however few rows it looks at: as much as looking at 3,000 here. */
export const mostRowsOfCompany = 1_000
/** Some 2 KB each. */
const mostRows = 8_000
/** What was mended in the store without a change in PostgreSQL is seen after so long. */
const keptMs = 30_000
/** A company with more rows is not tried again for so long. */
const largeMs = 5 * 60_000

interface Remembered {
  readonly revision: string
  readonly until: number
  /** Null inside for a company that has too many. */
  readonly rows: Promise<CompanyRows | null>
  size: number
}

/** The rows of small companies, as long as their documents stay the same. */
export interface RowMemory {
  /**
   * Null for a company with too many. @param revision names the state of its documents.
   * @param read called when they are not known; its failure is told to whoever asked and forgotten.
   */
  get(companyId: CompanyId, revision: string, read: () => Promise<CompanyRows | null>): Promise<CompanyRows | null>
  /** The rows are about to be others under the same name. */
  forget(companyId: CompanyId): void
  clear(): void
}

/** Companies that were asked for last stay, of all together no more than `most` rows. */
export function rememberRows(clock: Pick<Clock, 'monotonicMs'>, most = mostRows): RowMemory {
  const companies = new Map<CompanyId, Remembered>()
  const large = new Map<CompanyId, number>()

  const drop = (companyId: CompanyId, kept: Remembered): void => {
    if (companies.get(companyId) === kept) companies.delete(companyId)
  }
  const makeRoom = (): void => {
    let rows = 0
    for (const { size } of companies.values()) rows += size
    for (const [oldest, { size }] of companies) {
      if (rows <= most) return
      companies.delete(oldest)
      rows -= size
    }
  }
  const readAnew = (companyId: CompanyId, revision: string, read: () => Promise<CompanyRows | null>): Remembered => {
    const rows = read()
    const kept: Remembered = { revision, until: clock.monotonicMs() + keptMs, rows, size: 0 }
    rows.then(
      (known) => {
        kept.size = known?.ids.length ?? 0
        if (known === null) {
          drop(companyId, kept)
          large.set(companyId, clock.monotonicMs() + largeMs)
        }
        makeRoom()
      },
      () => drop(companyId, kept),
    )
    return kept
  }
  return {
    get(companyId, revision, read) {
      const now = clock.monotonicMs()
      if ((large.get(companyId) ?? 0) > now) return Promise.resolve(null)
      large.delete(companyId)
      const known = companies.get(companyId)
      const fresh = known !== undefined && known.revision === revision && known.until > now
      const kept = fresh ? known : readAnew(companyId, revision, read)
      companies.delete(companyId)
      companies.set(companyId, kept)
      return kept.rows
    },
    forget: (companyId) => {
      companies.delete(companyId)
    },
    clear: () => companies.clear(),
  }
}
