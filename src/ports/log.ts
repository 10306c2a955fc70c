type Fields = Readonly<Record<string, unknown>>

/** The four log methods we use. Objects first, then one past-tense sentence. No secrets, no document or question text. */
export interface Log {
  debug(fields: Fields, message: string): void
  info(fields: Fields, message: string): void
  warn(fields: Fields, message: string): void
  error(fields: Fields, message: string): void
  child(fields: Fields): Log
}
