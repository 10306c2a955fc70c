import type {
  startInferenceProcess,
  InferenceProcessOptions,
  InferenceProcess,
  InferenceProcessEvents,
} from '../../src/adapters/models/inference/inference-process.ts'
import { createTextQueue } from '../../src/adapters/models/inference/text-queue.ts'
import type { InferenceText } from '../../src/adapters/models/inference/inference-messages.ts'

export interface FakeInferenceProcess {
  readonly pid: number
  /** Texts it has and has not answered. */
  readonly waiting: number
  readonly killed: boolean
  becomeReady(): void
  /** Answers the text that is next, and gives it; its vector holds the text's own first token. */
  answerOne(rss?: number): InferenceText | undefined
  /** Says something about a text it was given once, whether or not it still has it. */
  answerLate(id: number): void
  /** Ends by itself. */
  crash(): void
}

/** Inference processes without a model that do what the test says, when it says it. */
export function fakeInferenceProcesses(): {
  readonly start: typeof startInferenceProcess
  readonly started: FakeInferenceProcess[]
} {
  const started: FakeInferenceProcess[] = []
  const start = (_options: InferenceProcessOptions, events: InferenceProcessEvents): InferenceProcess => {
    const queue = createTextQueue()
    const byId = new Map<number, InferenceText>()
    let killed = false
    const answer = (id: number, value: number, rss: number) =>
      events.onReply({ type: 'outcomes', outcomes: [{ id, embedding: Float32Array.of(value) }], rss })
    const fake: FakeInferenceProcess = {
      pid: started.length + 1,
      get waiting() {
        return queue.size
      },
      get killed() {
        return killed
      },
      becomeReady: () => events.onReply({ type: 'ready', dimension: 1, rss: 1 }),
      answerOne: (rss = 1) => {
        const text = queue.take()
        if (text !== undefined) answer(text.id, text.ids[0] ?? 0, rss)
        return text
      },
      answerLate: (id) => answer(id, 0, 1),
      crash: () => events.onExit('crashed'),
    }
    started.push(fake)
    return {
      pid: fake.pid,
      send: (request) => {
        if (request.type === 'embed') {
          for (const text of request.texts) {
            queue.add(text)
            byId.set(text.id, text)
          }
          return
        }
        const text = byId.get(request.id)
        if (text !== undefined) queue.remove(text)
      },
      kill: async () => {
        killed = true
        setImmediate(() => events.onExit('killed'))
      },
    }
  }
  return { start, started }
}
