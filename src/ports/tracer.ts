/** What a trace says about a step. Never document text, question text or a secret. */
export type StepFields = Readonly<Record<string, string | number | boolean>>

export interface Step {
  /** Few different ones, such as `vectors.replace`: never an id or an address. */
  readonly name: string
  /** A request or a job begins a trace unless it comes with one; a call is a step of the trace it is made in, or of none. */
  readonly kind: 'request' | 'job' | 'call'
  readonly fields?: StepFields
  /** What `carried` said where the trace comes from (W3C `traceparent`); anything else begins a new one. */
  readonly from?: string | null
}

export interface RunningStep {
  add(fields: StepFields): void
  /** @param code what failed; messages stay out. */
  failed(code: string): void
}

/** One trace from an upload to its vectors, and from a question to its answer, across processes. Never throws by itself. */
export interface Tracer {
  /** Whether anybody wants traces. */
  readonly on: boolean
  /** Runs work as a step; what it rejects with passes through, its code is kept. */
  step<T>(step: Step, work: (running: RunningStep) => Promise<T>): Promise<T>
  /** The present step, for another process; undefined outside of traces. */
  carried(): string | undefined
  /** For log lines; null outside of traces. */
  ids(): { readonly trace_id: string; readonly span_id: string } | null
  /** Sends what was not sent yet, for a few seconds at most. */
  close(): Promise<void>
}
