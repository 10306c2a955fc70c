/** A table of the document, by its place in the table stream. */
export interface TablePlace {
  readonly at: number
  readonly bytes: number
}
