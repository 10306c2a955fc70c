import { documentItem, documentListReply, type DocumentItem } from '../../src/contract/documents.ts'
import { askReply, type AskReply } from '../../src/contract/ask.ts'
import { waitFor } from './wait.ts'

/**
 * For what a worker does: it stands back for whatever else the machine has to do, and beside several busy tests one line can take it
 * more than a minute.
 */
export const workerMs = 240_000

export interface Api {
  upload(fileName: string, content: string | Uint8Array): Promise<Response>
  /** Uploads and expects 202; the document's id. */
  uploaded(fileName: string, content: string | Uint8Array): Promise<string>
  status(documentId: string): Promise<DocumentItem | null>
  list(): Promise<DocumentItem[]>
  /** Waits until the document is processed or in error. */
  finished(documentId: string, timeoutMs?: number): Promise<DocumentItem>
  ask(query: string, more?: Readonly<Record<string, unknown>>): Promise<AskReply>
  delete(documentId: string): Promise<number>
  retry(documentId: string): Promise<number>
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Speaks to a running product on the raw wire, as one company and user. */
export function apiOf(url: string, companyId: string, userId = companyId, token: string | null = null): Api {
  const who = { 'x-company-id': companyId, 'x-user-id': userId }
  const headers = token === null ? who : { authorization: `Bearer ${token}` }
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers }, signal: AbortSignal.timeout(60_000) })

  const upload = (fileName: string, content: string | Uint8Array) => {
    const form = new FormData()
    form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), fileName)
    return call('/api/v1/ingest/upload', { method: 'POST', body: form })
  }
  const status = async (documentId: string) => {
    const reply = await call(`/api/v1/ingest/status/${documentId}`)
    return reply.status === 404 ? null : documentItem.parse(await reply.json())
  }
  return {
    upload,
    status,
    fetch: call,
    uploaded: async (fileName, content) => {
      const reply = await upload(fileName, content)
      const body = (await reply.json()) as { document_id?: string }
      if (reply.status !== 202 || body.document_id === undefined) {
        throw new Error(`upload of ${fileName} was answered with ${reply.status}: ${JSON.stringify(body)}`)
      }
      return body.document_id
    },
    list: async () => {
      const items: DocumentItem[] = []
      for (let offset = 0; ; offset += 100) {
        const page = documentListReply.parse(
          await (await call(`/api/v1/ingest/status?limit=100&offset=${offset}`)).json(),
        )
        items.push(...page)
        if (page.length < 100) return items
      }
    },
    finished: async (documentId, timeoutMs = workerMs) => {
      let item: DocumentItem | null = null
      await waitFor(
        async () => {
          item = await status(documentId)
          return item?.status === 'processed' || item?.status === 'error'
        },
        { what: () => `document ${documentId} to be finished, it is ${JSON.stringify(item)}`, timeoutMs },
      )
      if (item === null) throw new Error('the document is gone')
      return item
    },
    ask: async (query, more = {}) => {
      const reply = await call('/api/v1/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, ...more }),
      })
      const body: unknown = await reply.json()
      if (reply.status !== 200) throw new Error(`ask was answered with ${reply.status}: ${JSON.stringify(body)}`)
      return askReply.parse(body)
    },
    delete: async (documentId) => (await call(`/api/v1/ingest/${documentId}`, { method: 'DELETE' })).status,
    retry: async (documentId) => (await call(`/api/v1/ingest/retry/${documentId}`, { method: 'POST' })).status,
  }
}
