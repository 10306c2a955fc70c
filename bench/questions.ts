// One company's questions over HTTP, one after the other: how long, what of the processor, and when a streamed answer begins.
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf, type Api } from '../test/harness/api.ts'
import { discardProduct, startProduct } from '../test/harness/product.ts'
import { textSource, type TextSource } from './corpus-text.ts'
import { processorUse, sumOfTrees, useBetween, type ProcessorUse } from './processor-use.ts'
import { percentile, rounded, type Limit, type PartResult } from './report.ts'

const company = '00000000-0000-4000-8000-0000000000c2'
const wordsOfParagraph = 60
/** Of which some 84 chunks are made. */
const paragraphsOfDocument = 200
const namesOfDocument = 60
const idleMs = 20_000
const warmUp = 30
/** Between an answer and the next question, so that what it left to be done is not the next one's burden. */
const pauseMs = 50

interface Asked {
  readonly times: readonly number[]
  readonly use: ProcessorUse
  readonly seconds: number
}

/** 10,000 chunks, or 1,000 with `--quick`, each with text of its own; whole product on embedded parts, default embedder, no language model. */
export async function benchQuestions(quick: boolean): Promise<PartResult> {
  await using started = new AsyncDisposableStack()
  const product = started.adopt(await startProduct({}), discardProduct)
  const api = apiOf(product.url, company)
  const text = textSource(20_271)
  const { chunks, sentences } = await fill(api, text, quick ? 1_000 : 10_000)
  const { api: http, worker, postgres } = await product.pids()
  const roots = { api: http, worker, postgres }
  const question = () => questionOf(sentences[text.below(sentences.length)] ?? '')
  const measure = (ask: (question: string) => Promise<number>, count: number) =>
    asked(roots, count, () => ask(question()))

  await measure((query) => wholeAnswer(api, query), warmUp)
  const before = await processorUse(roots)
  await delay(idleMs)
  const idle = sumOfTrees(useBetween(before, await processorUse(roots))) / (idleMs / 1_000)
  const count = quick ? 50 : 300
  const plain = await measure((query) => wholeAnswer(api, query), count)
  const streamed = await measure((query) => firstEvent(api, query), count)
  const own = ({ use, seconds, times }: Asked) => ((sumOfTrees(use) - idle * seconds) * 1_000) / times.length
  const lines = [['plain reply', plain] as const, ['first event of a streamed one', streamed] as const]
  return {
    title: `Questions of one company over HTTP, one after the other, ${chunks} chunks; idle: ${rounded(idle * 1_000)} ms of processor a second`,
    head: ['', 'questions', 'p50 ms', 'p95 ms', 'processor ms each', ...Object.keys(roots)],
    rows: lines.map(([what, one]) => [
      what,
      String(one.times.length),
      rounded(percentile(one.times, 0.5)),
      rounded(percentile(one.times, 0.95)),
      rounded(own(one)),
      ...Object.keys(roots).map((name) => rounded(((one.use.of[name] ?? 0) * 1_000) / one.times.length)),
    ]),
    figures: {
      'p50 ms': percentile(plain.times, 0.5),
      'p95 ms': percentile(plain.times, 0.95),
      'first event, p50 ms': percentile(streamed.times, 0.5),
      'processor ms': own(plain),
    },
    limits: [
      { what: 'p50 until the answer, ms', value: percentile(plain.times, 0.5), bound: 40, kind: 'at most' },
      { what: 'p50 until the first event, ms', value: percentile(streamed.times, 0.5), bound: 60, kind: 'at most' },
      { what: 'processor time of a question, ms', value: own(plain), bound: 30, kind: 'at most' },
    ] satisfies readonly Limit[],
  }
}

/** Uploads until there are that many chunks. */
async function fill(api: Api, text: TextSource, atLeast: number) {
  const sentences: string[] = []
  let chunks = 0
  while (chunks < atLeast) {
    const batch = Array.from({ length: 5 }, () => documentOf(text))
    const ids = await Promise.all(batch.map((content, at) => api.uploaded(`${chunks}-${at}.txt`, content)))
    for (const id of ids) {
      const { status, chunk_count } = await api.finished(id)
      if (status !== 'processed') throw new Error(`a document is ${status}`)
      chunks += chunk_count ?? 0
    }
    sentences.push(...batch.flatMap((content) => content.split(/(?<=\.)\s+/).slice(0, 100)))
  }
  return { chunks, sentences }
}

/** Each is about some names of its own: words that are rare in all of them and common in one, as those of real documents. */
function documentOf(text: TextSource): string {
  const names = Array.from({ length: namesOfDocument }, () => text.name())
  const paragraph = () =>
    text.paragraph(wordsOfParagraph).replaceAll('.', () => ` de ${names[text.below(names.length)]}.`)
  return Array.from({ length: paragraphsOfDocument }, paragraph).join('\n\n')
}

/** The last words of a sentence, as a question. */
function questionOf(sentence: string): string {
  const words = sentence.replaceAll(/[.,]/g, '').split(' ')
  return `¿Qué dice sobre ${words.slice(-7).join(' ')}?`
}

async function asked(
  roots: Readonly<Record<string, number>>,
  count: number,
  ask: () => Promise<number>,
): Promise<Asked> {
  const times: number[] = []
  const [began, before] = [performance.now(), await processorUse(roots)]
  while (times.length < count) {
    times.push(await ask())
    await delay(pauseMs)
  }
  return { times, use: useBetween(before, await processorUse(roots)), seconds: (performance.now() - began) / 1_000 }
}

async function wholeAnswer(api: Api, query: string): Promise<number> {
  const began = performance.now()
  await api.ask(query)
  return performance.now() - began
}

/** Milliseconds until the first event is there; the rest is read too. */
async function firstEvent(api: Api, query: string): Promise<number> {
  const began = performance.now()
  const reply = await api.fetch('/api/v1/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  })
  if (reply.status !== 200 || reply.body === null)
    throw new Error(`a streamed question was answered with ${reply.status}`)
  const decoder = new TextDecoder()
  let [first, read]: [number | null, string] = [null, '']
  for await (const part of reply.body) {
    read += decoder.decode(part, { stream: true })
    if (first === null && /^event: \w/m.test(read) && read.includes('\n\n')) first = performance.now() - began
  }
  if (first === null) throw new Error(`no event in ${read.slice(0, 200)}`)
  return first
}
