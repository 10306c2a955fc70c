/** One role, or several that share a port, at work in this process. */
export interface RunningRole {
  /** Where HTTP is served; null for a worker. */
  readonly address: string | null
  /** Rejects when the role cannot go on: the process then ends and is started again. Pending as long as it works. */
  readonly failed?: Promise<never>
  /** Requests and jobs finish or are given back. Ends within `config.drainMs`, `config.shutdownMs` and a little. */
  stop(): Promise<void>
}
