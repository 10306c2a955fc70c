import { toAppError } from '../domain/errors.ts'
import { findingKinds, type Finding, type FindingKind, type Reconciliation } from '../domain/reconciliation.ts'
import type { Log } from '../ports/log.ts'

/** Findings that are named; the others are counted. */
const named = 1_000

/** Collects what a reconciliation finds. */
export interface Findings {
  counted(what: { readonly companies?: number; readonly documents?: number }): void
  /** A store did not answer: nothing is concluded. */
  unknown(what: string, error: unknown): void
  /**
   * @param mend null when it is not to be mended, or cannot be by itself. One that fails is told and does not end the rest; one that
   *   says `false` found that there was nothing to mend any more.
   */
  found(finding: Omit<Finding, 'mended'>, mend: (() => Promise<unknown>) | null): Promise<void>
  result(): Reconciliation
}

export function collectFindings(log: Log): Findings {
  const found = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number> // every kind
  const findings: Finding[] = []
  const told = new Set<string>()
  const sums = { companies: 0, documents: 0, unknown: 0, mended: 0 }
  return {
    counted: ({ companies = 0, documents = 0 }) => {
      sums.companies += companies
      sums.documents += documents
    },
    unknown: (what, error) => {
      sums.unknown += 1
      const { code, message } = toAppError(error)
      // a store that is away fails each document; how many is in the result
      if (told.has(`${what} ${code}`)) return
      told.add(`${what} ${code}`)
      log.warn({ code }, `could not compare ${what}, nor perhaps others: nothing is concluded from that. ${message}`)
    },
    found: async (finding, mend) => {
      const { kind, companyId, documentId } = finding
      found[kind] += 1
      const mended = mend === null ? null : await tryToMend(mend, finding, log)
      if (mended === true) sums.mended += 1
      if (mended === true) log.info({ companyId, documentId, kind }, 'mended what a reconciliation found')
      if (findings.length < named) findings.push({ ...finding, mended })
    },
    result: () => ({ ...sums, found, findings }),
  }
}

async function tryToMend(
  mend: () => Promise<unknown>,
  { kind, companyId, documentId }: Omit<Finding, 'mended'>,
  log: Log,
): Promise<boolean> {
  try {
    return (await mend()) !== false
  } catch (error) {
    log.warn({ companyId, documentId, kind, err: error }, 'could not mend what a reconciliation found')
    return false
  }
}
