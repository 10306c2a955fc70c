interface Column {
  readonly values: readonly (Uint8Array | null)[]
}

/** What the values of rows weigh, column by column; keys and names are left out. */
export const bytesOfColumns = (columns: readonly Column[]): number =>
  columns.reduce((sum, { values }) => sum + values.reduce((part, value) => part + (value?.length ?? 0), 0), 0)
