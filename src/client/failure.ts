import { errorReply, sentenceOf } from '../contract/errors.ts'
import { parseJson } from './json.ts'

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
export function refused(status: number, text: string): RequestFailed {
  const parsed = errorReply.safeParse(parseJson(text))
  if (!parsed.success) {
    return new RequestFailed(status, 'unexpected_reply', `The server answered with status ${status}.`)
  }
  const { code, document_id: documentId } = parsed.data
  return new RequestFailed(status, code, sentenceOf(parsed.data), { documentId })
}

/** Why there was no reply, whatever the transport threw. */
export function translate(url: string, signal: AbortSignal, error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  if (signal.aborted) return new RequestFailed(0, 'interrupted', 'Stopped.', { cause: error })
  const reason = networkCode(error)
  if (reason === 'ECONNRESET' || reason === 'EPIPE' || reason === 'UND_ERR_SOCKET') {
    return new RequestFailed(0, 'connection_lost', `The connection to ${url} broke (${reason}).`, { cause: error })
  }
  const detail =
    `No server answers at ${url} (${reason}). Start one with "npm start" or "atenex start", ` +
    'or name another with --url or ATENEX_URL.'
  return new RequestFailed(0, 'unreachable', detail, { cause: error })
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
