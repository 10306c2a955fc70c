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
