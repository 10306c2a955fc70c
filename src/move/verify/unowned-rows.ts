import type { Companies, Verification } from '../../domain/move.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

export interface UnownedRowsDeps {
  readonly documents: Pick<MovingDocuments, 'chunksByCompany' | 'chunksOf'>
  readonly sides: { readonly to: Pick<VectorStore, 'count'> }
  /** Carries every change that is committed now to both sides. */
  readonly catchUp: () => Promise<void>
}

/** Checks of a company whose count does not match. */
const looks = 5

/**
 * Rows of the new collection that belong to no document, by company. Writes and removals make a count look wrong for a moment,
 * so a company counts as having too many rows only if every check says so, with all changes carried before each.
 */
export async function unownedRows(
  deps: UnownedRowsDeps,
  companies: Companies,
  signal: AbortSignal,
): Promise<Verification['unowned']> {
  const unowned: { companyId: string; rows: number }[] = []
  for (const { companyId } of await deps.documents.chunksByCompany(companies)) {
    let tooMany = 0
    for (let look = 0; look < looks; look += 1) {
      await deps.catchUp()
      const rows = await deps.sides.to.count(companyId, null, signal)
      tooMany = rows - (await deps.documents.chunksOf(companyId))
      if (tooMany <= 0) break
    }
    if (tooMany > 0) unowned.push({ companyId, rows: tooMany })
  }
  return unowned
}
