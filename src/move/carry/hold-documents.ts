import type { DocumentId } from '../../domain/ids.ts'
import type { DocumentsOfCompany, HeldDocument, MovingDocuments } from '../../ports/moves/moving-documents.ts'

/**
 * Runs `work` for all of these documents under their locks: first for those nobody is at, together, then for each of the others
 * alone, as soon as it is free.
 */
export async function holdDocuments(
  documents: Pick<MovingDocuments, 'locked' | 'lockedAtOnce'>,
  { companyId, documentIds }: DocumentsOfCompany,
  work: (held: readonly HeldDocument[], lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const done = new Set<DocumentId>()
  if (documentIds.length > 1) {
    await documents.lockedAtOnce({ companyId, documentIds }, async (held, lost) => {
      await work(held, lost)
      for (const { documentId } of held) done.add(documentId)
    })
  }
  for (const documentId of documentIds) {
    if (done.has(documentId)) continue
    await documents.locked({ companyId, documentId }, (document, lost) => work([{ documentId, document }], lost))
  }
}
