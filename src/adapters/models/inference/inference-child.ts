// Runs in a process of its own, started by inference-process.ts with the model's path, whether it stands back and the reader's path.
import { setPriority } from 'node:os'
import type { InferenceOutcome, InferenceReply, InferenceRequest, InferenceText } from './inference-messages.ts'
import { createTextQueue } from './text-queue.ts'
import { openPairModel, type PairModel } from './pair-model.ts'
import { openSentenceModel, type SentenceModel } from './sentence-model.ts'

/** Any text gives the dimension; id 1 and 2 exist in every vocabulary. */
const probe = Int32Array.of(1, 2)
const parentCheckMs = 1_000
const niceness = 9
/** Outcomes that wait for company, so that the parent is woken for several at once. It has sent more texts than these. */
const outcomesPerReply = 8

interface Models {
  readonly model: SentenceModel
  /** Null where it was started without one. */
  readonly reader: PairModel | null
}

const queue = createTextQueue()
/** The same texts by their id, for those that are cancelled. */
const queued = new Map<number, InferenceText>()
let running = false

function reply(message: InferenceReply): void {
  if (process.connected) process.send?.(message)
}

async function drain(models: Models): Promise<void> {
  if (running) return
  running = true
  let outcomes: InferenceOutcome[] = []
  for (let next = takeNext(); next; next = takeNext()) {
    outcomes.push(await outcomeOf(models, next))
    if (queue.size > 0 && !next.urgent && outcomes.length < outcomesPerReply) continue
    reply({ type: 'outcomes', outcomes, rss: process.memoryUsage.rss() })
    outcomes = []
  }
  running = false
}

async function outcomeOf({ model, reader }: Models, text: InferenceText): Promise<InferenceOutcome> {
  const { id, ids, parts, segments } = text
  try {
    if (segments === null) return { id, embedding: await model.embed(ids, parts) }
    if (reader === null) throw new Error('this process has no reader')
    return { id, embedding: Float32Array.of(await reader.read(ids, segments)) }
  } catch (error) {
    return { id, failure: String(error) }
  }
}

function takeNext(): InferenceText | undefined {
  const text = queue.take()
  if (text !== undefined) queued.delete(text.id)
  return text
}

function add(text: InferenceText): void {
  queue.add(text)
  queued.set(text.id, text)
}

function drop(id: number): void {
  const text = queued.get(id)
  if (text === undefined) return
  queue.remove(text)
  queued.delete(id)
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

/**
 * Before the model's threads are made, which take the priority of this one on Linux. An eighth of the weight of a process that answers
 * a question: with a third, twenty questions and an upload a second on two cores had questions wait for 15 s.
 */
function standBack(): void {
  try {
    setPriority(niceness)
  } catch {
    // some containers do not allow it; it then shares the cores like any other
  }
}

async function main(): Promise<void> {
  endWithParent()
  const [, , modelPath = '', standing, readerPath = ''] = process.argv
  if (standing === 'background') standBack()
  try {
    const model = await openSentenceModel(modelPath)
    const reader = readerPath === '' ? null : await openPairModel(readerPath)
    const { length: dimension } = await model.embed(probe, null)
    process.on('message', (message: InferenceRequest) => {
      if (message.type === 'cancel') return drop(message.id)
      for (const text of message.texts) add(text)
      void drain({ model, reader })
    })
    reply({ type: 'ready', dimension, rss: process.memoryUsage.rss() })
  } catch (error) {
    reply({ type: 'unusable', message: String(error) })
    process.disconnect()
  }
}

await main()
