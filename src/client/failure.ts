/** What a shell sees: 0 everything done · 1 something failed · 2 used wrongly or no server · 130 stopped with Ctrl-C. */
export const exitCodes = { ok: 0, failed: 1, unusable: 2, interrupted: 130 } as const

/** Ends a command with this exit code after everything has been said. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'
  readonly exitCode: number

  constructor(exitCode: number, message = '') {
    super(message)
    this.exitCode = exitCode
  }
}

/** The server refused a request or could not be asked. `status` is 0 when there was no reply. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly status: number
  /** The server's stable code, or one of `unreachable`, `timeout`, `interrupted`, `unexpected_reply`, `unreadable_file`. */
  readonly code: string
  readonly documentId: string | null

  constructor(
    status: number,
    code: string,
    detail: string,
    options: { readonly documentId?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.status = status
    this.code = code
    this.documentId = options.documentId ?? null
  }
}
