import type { Clock } from '../ports/clock.ts'
import type { DocumentReprocessing } from '../ports/documents/document-reprocessing.ts'

export interface GiveWayDeps {
  readonly documents: Pick<DocumentReprocessing, 'newOnesWait'>
  readonly clock: Clock
}

const pauseMs = 5_000
/** Under a load that never ends, a document is still read again after this many pauses: five minutes. */
const mostPauses = 60

/** Waits while documents that were never read are in the queue: what is being read again can be asked about meanwhile. */
export async function giveWay({ documents, clock }: GiveWayDeps, signal: AbortSignal): Promise<void> {
  for (let pauses = 0; pauses < mostPauses && (await documents.newOnesWait()); pauses += 1) {
    await clock.sleep(pauseMs, signal)
  }
}
