// Runs in a process of its own, started by inference-process.ts with the model's path as its only argument.
import type { InferenceReply, InferenceRequest } from './inference-messages.ts'
import { openSentenceModel, type SentenceModel } from './sentence-model.ts'

type EmbedRequest = Extract<InferenceRequest, { type: 'embed' }>

/** Any text gives the dimension; id 1 and 2 exist in every vocabulary. */
const probe = Int32Array.of(1, 2)
const parentCheckMs = 1_000

const urgent: EmbedRequest[] = []
const waiting: EmbedRequest[] = []
let running = false

function reply(message: InferenceReply): void {
  if (process.connected) process.send?.(message)
}

async function drain(model: SentenceModel): Promise<void> {
  if (running) return
  running = true
  for (let next = takeNext(); next; next = takeNext()) {
    try {
      const embedding = await model.embed(next.ids)
      reply({ type: 'embedding', id: next.id, embedding, rss: process.memoryUsage.rss() })
    } catch (error) {
      reply({ type: 'failed', id: next.id, message: String(error), rss: process.memoryUsage.rss() })
    }
  }
  running = false
}

function takeNext(): EmbedRequest | undefined {
  return urgent.shift() ?? waiting.shift()
}

function drop(id: number): void {
  for (const queue of [urgent, waiting]) {
    const at = queue.findIndex((request) => request.id === id)
    if (at !== -1) queue.splice(at, 1)
  }
}

/** The channel closes when the parent ends; the parent's id changes even when it was killed while the channel is stuck. */
function endWithParent(): void {
  const parent = process.ppid
  process.on('disconnect', () => process.exit(0))
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0)
  }, parentCheckMs).unref()
  // The parent decides when to stop: a terminal's Ctrl-C reaches the whole group, and running jobs still need embeddings.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
}

async function main(): Promise<void> {
  endWithParent()
  const [, , modelPath = ''] = process.argv
  try {
    const model = await openSentenceModel(modelPath)
    const { length: dimension } = await model.embed(probe)
    process.on('message', (message: InferenceRequest) => {
      if (message.type === 'cancel') return drop(message.id)
      const queue = message.urgent ? urgent : waiting
      queue.push(message)
      void drain(model)
    })
    reply({ type: 'ready', dimension, rss: process.memoryUsage.rss() })
  } catch (error) {
    reply({ type: 'unusable', message: String(error) })
    process.disconnect()
  }
}

await main()
