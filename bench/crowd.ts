import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf } from '../test/harness/api.ts'
import { startFakeServer } from '../test/harness/fake-server.ts'
import { discardProduct, startProduct } from '../test/harness/product.ts'
import { percentile, rounded, type PartResult } from './report.ts'

/** How long the stand-in for a language model takes for an answer. */
const modelMs = 6_000
const longQuestion = Array.from({ length: 1_100 }, (_, i) => `palabra${i}`)
  .join(' ')
  .slice(0, 9_900)

interface Crowd {
  readonly name: string
  readonly questions: number
  readonly question: string
}

interface Behind extends Crowd {
  /** The other company's question, asked while the crowd waits. */
  readonly milliseconds: number
  readonly status: number
  readonly degraded: boolean
  /** What became of the crowd: status → how many. */
  readonly statuses: Readonly<Record<number, number>>
  readonly perSecond: number
}

const crowds: readonly Crowd[] = [
  { name: '200 questions', questions: 200, question: '¿Qué plazo de entrega hay?' },
  { name: '100 of 9,900 characters', questions: 100, question: longQuestion },
  { name: '1,000 questions', questions: 1_000, question: '¿Qué plazo de entrega hay?' },
]
const slowModel: Crowd = {
  name: `40 questions, a model that takes ${modelMs / 1_000} s`,
  questions: 40,
  question: '¿Qué plazo de entrega hay?',
}

/** One company asks very much at once: how long does another company's question take? Real processes, several companies. */
export async function benchCrowd(quick: boolean): Promise<PartResult> {
  const without = await measure(quick ? crowds.slice(0, 1) : crowds, {})
  const withModel = quick ? null : await measureWithModel()
  const behind = [...without.behind, ...(withModel?.behind ?? [])]
  const slow = withModel?.behind[0]
  return {
    title: `One question of another company, milliseconds; alone ${rounded(without.alone)}, with the slow model ${rounded(withModel?.alone ?? Number.NaN)}`,
    head: ['behind', 'ms', 'status', 'degraded', 'the crowd got', 'a second'],
    rows: behind.map((row) => [
      row.name,
      rounded(row.milliseconds),
      String(row.status),
      String(row.degraded),
      Object.entries(row.statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
      rounded(row.perSecond),
    ]),
    figures: Object.fromEntries([
      ['alone', without.alone],
      ...behind.map((row) => [row.name, row.milliseconds] as const),
      ...behind.map((row) => [`${row.name}, a second`, row.perSecond] as const),
    ]),
    limits: [
      ...without.behind.filter(hasLimit).map((row) => ({
        what: `behind ${row.name}, full search`,
        value: row.status === 200 && !row.degraded ? row.milliseconds : Number.POSITIVE_INFINITY,
        bound: 1_000,
        kind: 'at most' as const,
      })),
      ...(slow === undefined
        ? []
        : [
            {
              what: `behind ${slow.name}, beside the model's own time`,
              value: slow.status === 200 && !slow.degraded ? slow.milliseconds - modelMs : Number.POSITIVE_INFINITY,
              bound: 1_000,
              kind: 'at most' as const,
            },
          ]),
    ],
  }
}

/** A thousand connections that are opened at once measure this program as much as the product. */
function hasLimit({ questions }: Behind): boolean {
  return questions <= 200
}

async function measureWithModel() {
  await using model = await startFakeServer(async () => {
    await delay(modelMs)
    const message = { role: 'assistant', content: 'Treinta días [Doc 1].' }
    return {
      status: 200,
      json: { id: 'x', created: 0, model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] },
    }
  })
  const env = {
    ATENEX_LLM_PROVIDER: 'openai-compatible',
    ATENEX_LLM_MODEL: 'slow',
    ATENEX_LLM_URL: `${model.url}/v1`,
  }
  return await measure([slowModel], env)
}

async function measure(list: readonly Crowd[], env: Readonly<Record<string, string>>) {
  const product = await startProduct({ env: { ATENEX_AUTH: 'gateway', ...env } })
  try {
    const [a, b] = [randomUUID(), randomUUID()]
    for (const [company, text] of [
      [a, 'El plazo de entrega de A es de treinta días.'],
      [b, 'La clave de B es tigre.'],
    ] as const) {
      const api = apiOf(product.url, company)
      await api.finished(await api.uploaded('x.txt', text))
    }
    const alone: number[] = []
    for (let i = 0; i < (list.includes(slowModel) ? 1 : 20); i++)
      alone.push((await ask(product.url, b, 'clave')).milliseconds)
    const behind: Behind[] = []
    for (const crowd of list) behind.push(await measureBehind(product.url, crowd, a, b))
    return { alone: percentile(alone, 0.5), behind }
  } finally {
    await discardProduct(product)
  }
}

async function measureBehind(url: string, crowd: Crowd, a: string, b: string): Promise<Behind> {
  const began = performance.now()
  const asked = Array.from({ length: crowd.questions }, (_, i) => ask(url, a, `${crowd.question} ${i}`))
  await delay(300)
  const { milliseconds, status, degraded } = await ask(url, b, 'clave')
  const statuses: Record<number, number> = {}
  for (const reply of await Promise.all(asked)) statuses[reply.status] = (statuses[reply.status] ?? 0) + 1
  const perSecond = ((statuses[200] ?? 0) * 1_000) / (performance.now() - began)
  return { ...crowd, milliseconds, status, degraded, statuses, perSecond }
}

async function ask(url: string, company: string, query: string) {
  const began = performance.now()
  const reply = await fetch(`${url}/api/v1/ask`, {
    method: 'POST',
    headers: { 'x-company-id': company, 'x-user-id': company, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(120_000),
  })
  // the product's own reply, checked elsewhere; a refusal has no report
  const body = (await reply.json()) as { retrieval?: { degraded?: boolean } }
  return { milliseconds: performance.now() - began, status: reply.status, degraded: body.retrieval?.degraded ?? false }
}
