import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { askReply, type AskReply } from '../../src/contract/ask.ts'

const uploaded = z.object({ document_id: z.string() })
const status = z.object({ status: z.string(), error_message: z.string().nullish() })

const requestLimitMs = 60_000
const processingLimitMs = 300_000

/** The HTTP calls of the evaluation, in a company of its own, so that nothing else can be found. */
export function createClient(url: string) {
  const headers = { 'x-company-id': randomUUID(), 'x-user-id': randomUUID() }
  const call = (target: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${target}`, {
      ...init,
      headers: { ...headers, ...init.headers },
      signal: AbortSignal.timeout(requestLimitMs),
    })

  return {
    /** Uploads and waits until the document is processed. Returns its id. */
    async upload(file: string): Promise<string> {
      const form = new FormData()
      form.set('file', await openAsBlob(file), path.basename(file))
      const reply = await call('/api/v1/ingest/upload', { method: 'POST', body: form })
      if (reply.status !== 202)
        throw new Error(`Upload of ${path.basename(file)}: ${reply.status} ${await reply.text()}`)
      const { document_id: id } = uploaded.parse(await reply.json())
      const deadline = Date.now() + processingLimitMs
      while (Date.now() < deadline) {
        const state = status.parse(await (await call(`/api/v1/ingest/status/${id}`)).json())
        if (state.status === 'processed') return id
        if (state.status === 'error') throw new Error(`${path.basename(file)} ended in error: ${state.error_message}`)
        await wait(200)
      }
      throw new Error(`${path.basename(file)} was not processed within ${processingLimitMs / 1_000} s.`)
    },

    async ask(question: string): Promise<{ readonly reply: AskReply; readonly milliseconds: number }> {
      const began = performance.now()
      const reply = await call('/api/v1/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: question }),
      })
      const body: unknown = await reply.json()
      const milliseconds = performance.now() - began
      if (!reply.ok) throw new Error(`A question failed: ${reply.status} ${JSON.stringify(body)}`)
      return { reply: askReply.parse(body), milliseconds }
    },

    async remove(documentId: string): Promise<void> {
      const reply = await call(`/api/v1/ingest/${documentId}`, { method: 'DELETE' })
      if (reply.status !== 204) throw new Error(`Delete: ${reply.status} ${await reply.text()}`)
    },
  }
}

export type Client = ReturnType<typeof createClient>
