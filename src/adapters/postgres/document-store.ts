import type { DocumentStore } from '../../ports/document-store.ts'
import { quiet, type Announce } from './announce.ts'
import type { Enqueue } from './boss.ts'
import { jobBudget } from '../../domain/time-budgets.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Database } from './database.ts'
import type { LockTimes } from './documents/document-lock.ts'
import { noQuota, type CompanyQuota } from './documents/company-quota.ts'
import { documentAttachments } from './documents/document-attachments.ts'
import { documentCommit } from './documents/document-commit.ts'
import { documentFailure } from './documents/document-failure.ts'
import { documentFinder } from './documents/document-finder.ts'
import { documentReader } from './documents/document-reader.ts'
import { documentRemoval } from './documents/document-removal.ts'
import { documentReprocessing } from './documents/document-reprocessing.ts'
import { documentRetry } from './documents/document-retry.ts'
import { documentRevival } from './documents/document-revival.ts'
import { documentRuns } from './documents/document-runs.ts'
import { documentStatistics } from './documents/document-statistics.ts'
import { documentSelection } from './documents/document-selection.ts'
import { documentTexts } from './documents/document-texts.ts'
import { documentUploads } from './documents/document-uploads.ts'
import { documentWords } from './documents/document-words.ts'

export interface DocumentStoreOptions extends Partial<LockTimes> {
  readonly quota?: CompanyQuota
  readonly announce?: Announce
}

/** All parts of the port; each one is a file in `documents/`, named as its interface. */
export function createDocumentStore(db: Database, enqueue: Enqueue, options: DocumentStoreOptions = {}): DocumentStore {
  const { quota = noQuota, announce = quiet, ...times } = options
  const lockTimes = { clock: systemClock, lockMs: jobBudget.lockMs, announce, ...times }
  return {
    ...documentFinder(db),
    ...documentStatistics(db),
    ...documentUploads(db, { enqueue, quota, announce }),
    ...documentAttachments(db),
    ...documentRetry(db, enqueue),
    ...documentReprocessing(db, enqueue),
    ...documentRuns(db),
    ...documentCommit(db, lockTimes),
    ...documentFailure(db, lockTimes),
    ...documentTexts(db),
    ...documentReader(db),
    ...documentSelection(db),
    ...documentWords(db),
    ...documentRemoval(db, enqueue, lockTimes),
    ...documentRevival(db, enqueue),
  }
}
