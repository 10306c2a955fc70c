import type { DocumentId } from './ids.ts'

export type MetadataValue = string | number | boolean

/** Which documents a question is about. Null: whichever. All that is given must hold. */
export interface DocumentFilter {
  readonly documentIds: readonly DocumentId[] | null
  /** Media types (`application/pdf`) and endings of names (`pdf`): one of them. */
  readonly types: readonly string[] | null
  /** When it was uploaded, this moment included. */
  readonly from: Date | null
  /** Before this moment. */
  readonly before: Date | null
  /** Of what was sent with the upload: for each name, one of the values, which may stand in a list there. */
  readonly metadata: ReadonlyMap<string, readonly MetadataValue[]> | null
}
