import { AppError } from '../domain/errors.ts'
import { extractionVersion } from '../domain/extraction-version.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { DocumentReprocessing, ReprocessStanding } from '../ports/documents/document-reprocessing.ts'
import type { Log } from '../ports/log.ts'

export interface ReprocessDeps {
  readonly documents: DocumentReprocessing
  readonly log: Log
}

export interface ReprocessOrder {
  readonly companyId: CompanyId | null
  /** Null: the present version. */
  readonly olderThan: number | null
  readonly dryRun: boolean
}

export interface ReprocessResult extends ReprocessStanding {
  readonly currentVersion: number
  readonly started: number
}

/** A request must end; whoever wants more sends it again. */
const mostARequest = 1_000

/**
 * Enqueues documents that older rules have read to be read again in the background; until then they are answered from what they
 * have. Idempotent and interruptible: what was enqueued is done, and the next call enqueues the rest.
 * @throws AppError `invalid_request` for a version that does not exist yet.
 */
export async function reprocessDocuments(deps: ReprocessDeps, order: ReprocessOrder): Promise<ReprocessResult> {
  const { companyId } = order
  const olderThan = order.olderThan ?? extractionVersion
  if (olderThan > extractionVersion) {
    throw new AppError(
      'invalid_request',
      `The rules that read files are of version ${extractionVersion}; ask for that or less.`,
      { spanish: `Las reglas de lectura son de la versión ${extractionVersion}; pide esa o una anterior.` },
    )
  }
  const started = order.dryRun ? 0 : await deps.documents.reprocess({ companyId, olderThan }, mostARequest)
  if (started > 0) deps.log.info({ companyId, olderThan, documents: started }, 'asked for documents to be read again')
  return { ...(await deps.documents.standing({ companyId, olderThan })), currentVersion: extractionVersion, started }
}

/** How documents stand towards the rules that read files now. */
export async function reprocessStanding(
  { documents }: Pick<ReprocessDeps, 'documents'>,
  companyId: CompanyId | null,
): Promise<ReprocessResult> {
  const standing = await documents.standing({ companyId, olderThan: extractionVersion })
  return { ...standing, currentVersion: extractionVersion, started: 0 }
}
