import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Arrival } from './arrivals.ts'
import type { LoadOptions } from './options.ts'
import type { Done } from './results.ts'

/** Longer than anybody waits for a reply (docs/timeouts.md): what takes longer is an error. */
const requestTimeoutMs = 40_000

export interface Driven {
  readonly done: readonly Done[]
  /** Accepted and not deleted, by company. */
  readonly kept: readonly (readonly [string, string])[]
}

/** Sends every arrival when it is due, however many are still waiting for their replies. */
export async function drive(options: LoadOptions, arrivals: readonly Arrival[]): Promise<Driven> {
  const companies = Array.from({ length: options.companies }, () => ({ id: randomUUID(), documents: [] as string[] }))
  const done: Done[] = []
  const running = new Set<Promise<void>>()
  const began = performance.now()
  for (const [number, arrival] of arrivals.entries()) {
    const wait = arrival.atMs - (performance.now() - began)
    if (wait > 0) await delay(wait)
    const company = companies[arrival.company] ?? companies[0]
    if (company === undefined) break
    const sentMs = performance.now() - began
    const one = send(arrival.kind === 'question' ? options.queryUrl : options.url, arrival, number, company).then(
      (outcome) => {
        done.push({ kind: arrival.kind, dueMs: arrival.atMs, sentMs, endMs: performance.now() - began, outcome })
        running.delete(one)
      },
    )
    running.add(one)
  }
  await Promise.all(running)
  return { done, kept: companies.flatMap(({ id, documents }) => documents.map((document) => [id, document] as const)) }
}

interface Company {
  readonly id: string
  /** Newest last. */
  readonly documents: string[]
}

async function send(url: string, { kind }: Arrival, number: number, company: Company): Promise<string> {
  const headers = { 'x-company-id': company.id, 'x-user-id': company.id }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) },
      signal: AbortSignal.timeout(requestTimeoutMs),
    })
  try {
    if (kind === 'question') {
      const body = JSON.stringify({ query: `¿Cuál es la clave del expediente ${number % 500}?` })
      return await outcomeOf(
        await ask('/api/v1/ask', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      )
    }
    if (kind === 'upload') {
      const form = new FormData()
      form.set('file', new Blob([textOf(number)], { type: 'text/plain' }), `carga ${number}.txt`)
      const reply = await ask('/api/v1/ingest/upload', { method: 'POST', body: form })
      const body = (await reply.json()) as { document_id?: string; code?: string }
      if (reply.ok && body.document_id !== undefined) company.documents.push(body.document_id)
      return reply.ok ? 'ok' : (body.code ?? String(reply.status))
    }
    if (kind === 'poll' || company.documents.length === 0)
      return await outcomeOf(await ask('/api/v1/ingest/status?limit=20'))
    const [oldest] = company.documents.splice(0, 1)
    return await outcomeOf(await ask(`/api/v1/ingest/${oldest}`, { method: 'DELETE' }))
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    return cause instanceof Error && 'code' in cause
      ? String(cause.code)
      : String(cause instanceof Error ? cause.name : cause)
  }
}

async function outcomeOf(reply: Response): Promise<string> {
  const text = await reply.text()
  if (reply.ok) return 'ok'
  return /"code":"([a-z_]+)"/.exec(text)?.[1] ?? String(reply.status)
}

/** About three pages; each is another document. */
function textOf(number: number): string {
  const lines = Array.from(
    { length: 40 },
    (_, line) =>
      `Expediente ${number}, apartado ${line + 1}: la clave es K${number}-${line} y el importe asciende a ${100 + line} euros, con vencimiento el día ${1 + (line % 28)} de marzo.`,
  )
  return lines.join('\n\n')
}

/** How many of the accepted documents are not there, or did not end well, once nothing waits any more. */
export async function countLost(url: string, kept: Driven['kept'], patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs
  let open = [...kept]
  let lost = 0
  while (open.length > 0 && performance.now() < until) {
    const next: (readonly [string, string])[] = []
    for (const [company, document] of open) {
      const headers = { 'x-company-id': company, 'x-user-id': company }
      const reply = await fetch(`${url}/api/v1/ingest/status/${document}`, { headers }).catch(() => null)
      const body = reply === null ? '' : await reply.text()
      if (reply?.status === 404 || body.includes('"status":"error"')) lost += 1
      else if (!body.includes('"status":"processed"')) next.push([company, document])
    }
    open = next
    if (open.length > 0) await delay(2_000)
  }
  return lost + open.length
}
