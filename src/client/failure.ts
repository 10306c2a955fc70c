import { errorReply, sentenceOf } from '../contract/errors.ts'
import { parseJson } from './json.ts'
import { transportTexts, type TransportTexts } from './transport-texts.ts'

/** Where a request went, and in which language its failure is told. */
interface Asked {
  readonly url: string | URL
  readonly language?: 'es' | 'en'
}

/** The server refused a request or could not be asked. `status` is 0 when there was no reply. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly status: number
  /** The server's stable code, or one of `unreachable`, `timeout`, `interrupted`, `unexpected_reply`, `unreadable_file`. */
  readonly code: string
  readonly documentId: string | null

  constructor(
    status: number,
    code: string,
    detail: string,
    options: { readonly documentId?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.status = status
    this.code = code
    this.documentId = options.documentId ?? null
  }
}

/** What a reply with a status of 400 or more says. */
export function refused({ url, language }: Asked, status: number, text: string): RequestFailed {
  const parsed = errorReply.safeParse(parseJson(text))
  if (!parsed.success) {
    const detail = transportTexts(language).foreignReply(String(url), status)
    return new RequestFailed(status, 'unexpected_reply', detail)
  }
  const { code, document_id: documentId } = parsed.data
  return new RequestFailed(status, code, sentenceOf(parsed.data), { documentId })
}

/** Why there was no reply, whatever the transport threw. */
export function translate({ url, language }: Asked, signal: AbortSignal, error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  const say = transportTexts(language)
  if (signal.aborted) return new RequestFailed(0, 'interrupted', say.stopped, { cause: error })
  const reason = networkCode(error)
  if (['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(reason)) {
    return new RequestFailed(0, 'connection_lost', say.connectionLost(String(url), reason), { cause: error })
  }
  return new RequestFailed(0, 'unreachable', whyUnreachable(reason, say)(String(url), reason), { cause: error })
}

function whyUnreachable(reason: string, say: TransportTexts) {
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(reason)) return say.unknownName
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(reason)) return say.certificate
  // what a server without TLS says to the first words of one with it
  if (/^(ERR_SSL_(WRONG_VERSION|PACKET_LENGTH)|EPROTO)/.test(reason)) return say.noTls
  return say.noServer
}

/** Code of the network error, which `fetch` wraps once, and Node once more when several addresses were tried. */
function networkCode(error: unknown): string {
  let reason = String(error)
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code
    // `fetch` says in its cause what failed
    reason = current.message
  }
  return reason
}
