import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { askReply, type AskReply, type AskRequest } from '../contract/ask.ts'
import { chatListReply, messageListReply, type ChatItem } from '../contract/chats.ts'
import {
  acceptedReply,
  documentItem,
  documentListReply,
  type AcceptedReply,
  type DocumentItem,
} from '../contract/documents.ts'
import { errorReply } from '../contract/errors.ts'
import { checkReply, type CheckReply } from '../contract/health.ts'
import { RequestFailed } from './failure.ts'
import { sendFile, type FileToSend } from './send-file.ts'

export interface ClientOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`; a path in front of `/api` is kept. */
  readonly url: string
  /** Sent as `X-Company-ID` and `X-User-ID`; left out when null, which a local server accepts. */
  readonly company: string | null
  readonly user: string | null
  /** For one request, in milliseconds; for an upload, the longest silence. */
  readonly timeoutMs: number
  /** Stops everything that is under way. */
  readonly signal: AbortSignal
}

export interface PageRequest {
  readonly limit: number
  readonly offset: number
}

/** Client of the HTTP interface, one method a route. Every method throws `RequestFailed` and nothing else. */
export interface Client {
  readonly url: string
  upload(file: FileToSend): Promise<AcceptedReply>
  document(id: string): Promise<DocumentItem>
  documents(page: PageRequest): Promise<readonly DocumentItem[]>
  retry(id: string): Promise<AcceptedReply>
  /** Resolves when nothing of the document is left anywhere. */
  remove(id: string): Promise<void>
  ask(request: AskRequest): Promise<AskReply>
  chats(page: PageRequest): Promise<readonly ChatItem[]>
  messages(chatId: string, page: PageRequest): Promise<z.infer<typeof messageListReply>>
  /** @param write also write, read and delete a row in a scratch collection of a remote vector store. */
  check(write: boolean): Promise<CheckReply>
}

/** Pauses before the second and third try of a reading request, in milliseconds. */
const RETRY_PAUSES = [200, 800]
const TRANSIENT_STATUSES = new Set([502, 503, 504])

/** Nothing is sent until a method is called. */
export function createClient(options: ClientOptions): Client {
  const get = <S extends z.ZodType>(path: string, schema: S) => getJson(options, path, schema)
  const send = <S extends z.ZodType>(method: string, path: string, schema: S, body?: unknown) =>
    callOnce(options, { method, path, body }).then((text) => parseReply(options, schema, text))
  return {
    url: options.url,
    upload: (file) => upload(options, file),
    document: (id) => get(`/api/v1/ingest/status/${id}`, documentItem),
    documents: (page) => get(`/api/v1/ingest/status?${pageQuery(page)}`, documentListReply),
    retry: (id) => send('POST', `/api/v1/ingest/retry/${id}`, acceptedReply),
    remove: async (id) => void (await callOnce(options, { method: 'DELETE', path: `/api/v1/ingest/${id}` })),
    ask: (request) => send('POST', '/api/v1/ask', askReply, request),
    chats: (page) => get(`/api/v1/chats?${pageQuery(page)}`, chatListReply),
    messages: (chatId, page) => get(`/api/v1/chats/${chatId}/messages?${pageQuery(page)}`, messageListReply),
    check: (write) => get(`/api/v1/check?write=${write}`, checkReply),
  }
}

function pageQuery(page: PageRequest): string {
  return new URLSearchParams({ limit: String(page.limit), offset: String(page.offset) }).toString()
}

async function getJson<S extends z.ZodType>(options: ClientOptions, path: string, schema: S): Promise<z.infer<S>> {
  for (const pause of RETRY_PAUSES) {
    try {
      return parseReply(options, schema, await callOnce(options, { method: 'GET', path }))
    } catch (error) {
      if (!isTransient(error)) throw error
      await sleep(pause, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
  return parseReply(options, schema, await callOnce(options, { method: 'GET', path }))
}

/** A refused connection is not tried again: nobody is there, and saying so at once helps more. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof RequestFailed)) return false
  return TRANSIENT_STATUSES.has(error.status) || error.code === 'connection_lost'
}

interface Call {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** One request; resolves with the text of a 2xx reply. */
async function callOnce(options: ClientOptions, call: Call): Promise<string> {
  const headers = identityHeaders(options)
  if (call.body !== undefined) headers['content-type'] = 'application/json'
  try {
    const reply = await fetch(joinUrl(options.url, call.path), {
      method: call.method,
      headers,
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await reply.text()
    if (!reply.ok) throw refused(reply.status, text)
    return text
  } catch (error) {
    throw translate(options, error)
  }
}

async function upload(options: ClientOptions, file: FileToSend): Promise<AcceptedReply> {
  const target = {
    url: joinUrl(options.url, '/api/v1/ingest/upload'),
    headers: identityHeaders(options),
    timeoutMs: options.timeoutMs,
    signal: options.signal,
  }
  const reply = await sendFile(target, file).catch((error: unknown) => {
    throw translate(options, error)
  })
  if (reply.status < 200 || reply.status > 299) throw refused(reply.status, reply.body)
  return parseReply(options, acceptedReply, reply.body)
}

function identityHeaders(options: ClientOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.company !== null) headers['x-company-id'] = options.company
  if (options.user !== null) headers['x-user-id'] = options.user
  return headers
}

function joinUrl(base: string, path: string): URL {
  return new URL(`${base.replace(/\/+$/, '')}${path}`)
}

function parseReply<S extends z.ZodType>(options: ClientOptions, schema: S, text: string): z.infer<S> {
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.') || 'the whole reply'
  throw new RequestFailed(
    200,
    'unexpected_reply',
    `What answers at ${options.url} is not this version of Atenex: ${field} is not as expected. Check --url and the versions.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON is refused by every schema, with one and the same sentence
  }
}

function refused(status: number, text: string): RequestFailed {
  const parsed = errorReply.safeParse(parseJson(text))
  if (!parsed.success)
    return new RequestFailed(status, 'unexpected_reply', `The server answered with status ${status}.`)
  const { code, detail, document_id: documentId } = parsed.data
  return new RequestFailed(status, code, detail, { documentId })
}

function translate(options: ClientOptions, error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  if (options.signal.aborted) return new RequestFailed(0, 'interrupted', 'Stopped.', { cause: error })
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    const detail = `The server did not answer within ${options.timeoutMs / 1000} seconds; --timeout allows more.`
    return new RequestFailed(0, 'timeout', detail, { cause: error })
  }
  const reason = networkCode(error)
  if (reason === 'ECONNRESET' || reason === 'EPIPE' || reason === 'UND_ERR_SOCKET') {
    return new RequestFailed(0, 'connection_lost', `The connection to ${options.url} broke (${reason}).`, {
      cause: error,
    })
  }
  const detail =
    `No server answers at ${options.url} (${reason}). Start one with "npm start" or "atenex start", ` +
    'or name another with --url or ATENEX_URL.'
  return new RequestFailed(0, 'unreachable', detail, { cause: error })
}

/** Code of the network error, which `fetch` wraps once, and Node once more when several addresses were tried. */
function networkCode(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code
  }
  return error instanceof Error ? error.message : String(error)
}
