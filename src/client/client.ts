// Client of the HTTP interface. Nothing in this folder needs Node but what stands in `node/`: how a file is sent is handed in.
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
import { checkReply, type CheckReply } from '../contract/health.ts'
import { call, identityHeaders, parseReply, read, urlOf, type Call, type CallOptions } from './call.ts'
import { refused, translate } from './failure.ts'

export interface ClientOptions extends CallOptions {
  /** Of operators; sent only where it is asked for. */
  readonly operatorToken: string | null
}

export interface PageRequest {
  readonly limit: number
  readonly offset: number
}

export interface UploadTarget {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Longest time without any byte in either direction, in milliseconds. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** Sends one file as `multipart/form-data` and resolves with the reply, whatever its status. */
export type SendUpload<F> = (
  target: UploadTarget,
  file: F,
) => Promise<{ readonly status: number; readonly body: string }>

/** One method a route. Every method throws `RequestFailed` and nothing else. `F` is what a file is where the client runs. */
export interface Client<F> {
  readonly url: string
  upload(file: F): Promise<AcceptedReply>
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

/** Nothing is sent until a method is called. */
export function createClient<F>(options: ClientOptions, sendUpload: SendUpload<F>): Client<F> {
  const get = <S extends z.ZodType>(path: string, schema: S) => read(options, { method: 'GET', path }, schema)
  const send = async <S extends z.ZodType>(request: Call, schema: S) =>
    parseReply(options, schema, await call(options, request))
  return {
    url: options.url,
    upload: (file) => upload(options, sendUpload, file),
    document: (id) => get(`/api/v1/ingest/status/${id}`, documentItem),
    documents: (page) => get(`/api/v1/ingest/status?${pageQuery(page)}`, documentListReply),
    retry: (id) => send({ method: 'POST', path: `/api/v1/ingest/retry/${id}` }, acceptedReply),
    remove: async (id) => void (await call(options, { method: 'DELETE', path: `/api/v1/ingest/${id}` })),
    ask: (request) => send({ method: 'POST', path: '/api/v1/ask', body: request }, askReply),
    chats: (page) => get(`/api/v1/chats?${pageQuery(page)}`, chatListReply),
    messages: (chatId, page) => get(`/api/v1/chats/${chatId}/messages?${pageQuery(page)}`, messageListReply),
    check: (write) => {
      const { operatorToken: token } = options
      const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
      if (write) return send({ method: 'POST', path: '/api/v1/check', headers }, checkReply)
      return read(options, { method: 'GET', path: '/api/v1/check', headers }, checkReply)
    },
  }
}

function pageQuery(page: PageRequest): string {
  return new URLSearchParams({ limit: String(page.limit), offset: String(page.offset) }).toString()
}

async function upload<F>(options: ClientOptions, sendUpload: SendUpload<F>, file: F): Promise<AcceptedReply> {
  const { timeoutMs, signal } = options
  const target = { url: urlOf(options, '/api/v1/ingest/upload'), headers: identityHeaders(options), timeoutMs, signal }
  const reply = await sendUpload(target, file).catch((error: unknown) => {
    throw translate(options.url, signal, error)
  })
  if (reply.status < 200 || reply.status > 299) throw refused(reply.status, reply.body)
  return parseReply(options, acceptedReply, reply.body)
}
