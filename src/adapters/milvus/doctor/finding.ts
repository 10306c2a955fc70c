/** `ok`: as it should be. `note`: worth knowing. `warning`: works, but not as well as it could. `error`: does not work. */
export type FindingLevel = 'ok' | 'note' | 'warning' | 'error'

/** One thing the connection doctor found. `code` is stable; texts never hold a secret. */
export interface Finding {
  readonly check: 'configuration' | 'network' | 'tls' | 'server' | 'database' | 'collection' | 'limits' | 'write'
  readonly code: string
  readonly level: FindingLevel
  readonly message: string
  /** What to do about it; null when there is nothing to do. */
  readonly remedy: string | null
}

export function finding(
  check: Finding['check'],
  level: FindingLevel,
  code: string,
  message: string,
  remedy: string | null = null,
): Finding {
  return { check, level, code, message, remedy }
}
