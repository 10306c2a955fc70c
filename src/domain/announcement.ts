import type { ErrorCode } from './errors.ts'
import type { CompanyId, DocumentId } from './ids.ts'
import type { MoveState } from './move.ts'

/** What others may want to hear of. Ids and codes only: who may know more asks for it. */
export type Announcement =
  | {
      readonly type: 'document.uploaded' | 'document.processed' | 'document.failed' | 'document.deleted'
      readonly companyId: CompanyId
      readonly documentId: DocumentId
      /** Of a failure. */
      readonly errorCode?: ErrorCode
    }
  | { readonly type: 'migration'; readonly migrationId: string; readonly state: MoveState }
