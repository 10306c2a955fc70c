import type { Step, StepFields, Tracer } from '../../src/ports/tracer.ts'

interface RecordedStep extends Step {
  readonly failed: string | null
}

/** Keeps what it was told, each step when it has ended. */
export function recordingTracer(): Tracer & { readonly steps: readonly RecordedStep[] } {
  const steps: RecordedStep[] = []
  return {
    steps,
    on: true,
    step: async (step, work) => {
      let fields: StepFields = { ...step.fields }
      let failed: string | null = null
      try {
        return await work({
          add: (more) => {
            fields = { ...fields, ...more }
          },
          failed: (code) => {
            failed = code
          },
        })
      } finally {
        steps.push({ ...step, fields, failed })
      }
    },
    carried: () => 'carried',
    ids: () => ({ trace_id: 't', span_id: 's' }),
    close: async () => undefined,
  }
}
