import type { Companies } from '../../domain/move.ts'
import type { StoredMove } from '../../ports/moves/move-store.ts'
import type { ListedDocument } from '../../ports/moves/moving-documents.ts'
import type { CarryDeps } from './carry-documents.ts'
import { cutSlice } from './cut-slice.ts'
import { fullSlices } from './slice-limits.ts'

/** The next documents of a copy or a comparison, as many as a turn may take; none when all are done. */
export async function nextSlice(
  { documents, rows, limits = fullSlices }: Pick<CarryDeps, 'documents' | 'rows' | 'limits'>,
  { at }: Pick<StoredMove, 'at'>,
  companies: Companies,
): Promise<readonly ListedDocument[]> {
  const most = (whole: number) => Math.ceil(whole * limits.share)
  const listed = await documents.processedAfter(companies, at, most(rows.slice.documents))
  return cutSlice(listed, most(rows.slice.rows))
}
