import type { z } from 'zod'
import { timeLimit } from '../flow/timeout.ts'
import type { Clock } from '../ports/clock.ts'
import { refused, RequestFailed, translate } from './failure.ts'
import { parseJson } from './json.ts'
import { transportTexts } from './transport-texts.ts'

export interface CallOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`; a path in front of `/api` is kept. */
  readonly url: string
  /** Sent as `X-Company-ID` and `X-User-ID`; left out when null, which a local server accepts. */
  readonly company: string | null
  readonly user: string | null
  /** API key or token, sent as `Authorization: Bearer`; null for servers that ask for none. */
  readonly key?: string | null
  /** The language of what the server says to people; left out: English. */
  readonly language?: 'es' | 'en'
  /** For one request, in milliseconds; for an upload, the longest silence. */
  readonly timeoutMs: number
  /** Stops everything that is under way. */
  readonly signal: AbortSignal
  readonly clock: Clock
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Pauses before the second and third try of a reading request, in milliseconds. */
const retryPauses = [200, 800]
const transientStatuses = new Set([429, 502, 503, 504])

/** One request; resolves with the text of a 2xx reply. @throws RequestFailed */
export async function call(options: CallOptions, { method, path, body, headers }: Call): Promise<string> {
  const { signal, clock, timeoutMs: ms } = options
  const seconds = ms / 1000
  const late = () => new RequestFailed(0, 'timeout', transportTexts(options.language).late(seconds))
  using limit = timeLimit({ ms, signal, clock, late })
  try {
    const reply = await fetch(urlOf(options, path), {
      method,
      headers: { ...identityHeaders(options), ...headers, ...(body === undefined ? {} : jsonHeader) },
      signal: limit.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (!reply.ok) throw refused(options, reply.status, text)
    return text
  } catch (error) {
    throw translate(options, signal, error)
  }
}

const jsonHeader = { 'content-type': 'application/json' }

/** A request that changes nothing: tried again when a gateway has a bad moment. */
export async function read<S extends z.ZodType>(options: CallOptions, request: Call, schema: S): Promise<z.infer<S>> {
  for (const pause of retryPauses) {
    try {
      return parseReply(options, schema, await call(options, request))
    } catch (error) {
      if (!isTransient(error)) throw error
      await options.clock.sleep(pause, options.signal).catch(() => undefined) // the next try says that it was stopped
    }
  }
  return parseReply(options, schema, await call(options, request))
}

/** A refused connection is not tried again: nobody is there, and saying so at once helps more. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof RequestFailed)) return false
  return transientStatuses.has(error.status) || error.code === 'connection_lost'
}

export function parseReply<S extends z.ZodType>({ url, language }: CallOptions, schema: S, text: string): z.infer<S> {
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const say = transportTexts(language)
  const field = parsed.error.issues[0]?.path.join('.') || say.wholeReply
  throw new RequestFailed(200, 'unexpected_reply', say.otherVersion(url, field))
}

export function identityHeaders({ company, user, key = null, language = 'en' }: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  if (company !== null) headers['x-company-id'] = company
  if (user !== null) headers['x-user-id'] = user
  if (key !== null) headers['authorization'] = `Bearer ${key}`
  return headers
}

export function urlOf({ url }: CallOptions, path: string): URL {
  return new URL(`${url.replace(/\/+$/, '')}${path}`)
}
