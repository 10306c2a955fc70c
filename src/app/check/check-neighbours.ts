import type { CheckedPart } from '../../contract/health.ts'
import { toAppError } from '../../domain/errors.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { neighboursInUse, type NeighbourDeps } from '../connect/neighbours.ts'

/** What goes on without each of them. */
const remedies = {
  docproc: 'Is it running, and is ATENEX_DOCPROC_URL right? Documents are read here meanwhile.',
  reranker: 'Is it running, and is ATENEX_RERANKER_URL right? Passages keep our order meanwhile.',
  'sparse search': 'Is it running, and is ATENEX_SPARSE_SEARCH_URL right? Our own index finds by words meanwhile.',
} as const
const longestDetail = 200

/** Services of the original that are in use. Everything works without them, so one that is away is a warning. */
export async function checkNeighbours(deps: NeighbourDeps, signal: AbortSignal): Promise<readonly CheckedPart[]> {
  return Promise.all(
    neighboursInUse(deps).map(async ([name, neighbour]): Promise<CheckedPart> => {
      try {
        const said = visibleLine(await neighbour.health(signal)).slice(0, longestDetail)
        return { name, status: 'ok', version: null, detail: `answers: ${said}`, remedy: null }
      } catch (error) {
        const { message } = toAppError(error)
        return { name, status: 'warning', version: null, detail: message, remedy: remedies[name] }
      }
    }),
  )
}
