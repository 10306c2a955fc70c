import { answeringSide, type MoveSide } from '../../domain/move.ts'
import type { DocumentId } from '../../domain/ids.ts'
import type { ChangeLog } from '../../ports/moves/change-log.ts'
import type { StoredMove } from '../../ports/moves/move-store.ts'
import type { DocumentsOfCompany } from '../../ports/moves/moving-documents.ts'

/**
 * The documents that a side already holds in their current state because their writer put them there. Asked under their locks.
 */
export type HeldAlready = (documents: DocumentsOfCompany, side: MoveSide) => Promise<ReadonlySet<DocumentId>>

/**
 * A document is where it was last written. Its last change says where that was, whatever was switched meanwhile, also by force.
 * A change that reached both sides needs no check; otherwise the side that answers the company is the one to believe.
 */
export function heldByMove(
  changes: Pick<ChangeLog, 'lastWritten'>,
  move: Pick<StoredMove, 'from' | 'to' | 'carried' | 'state' | 'switched'>,
): HeldAlready {
  const since = Math.min(move.carried.from, move.carried.to)
  return async ({ companyId, documentIds }, side) => {
    const written = await changes.lastWritten({ companyId, documentIds }, since)
    const homeOf = (documentId: DocumentId): MoveSide => {
      const collectionId = written.get(documentId)
      if (collectionId === move.from.id) return 'from'
      return collectionId === move.to.id ? 'to' : answeringSide(move, companyId)
    }
    return new Set(documentIds.filter((documentId) => homeOf(documentId) === side))
  }
}
