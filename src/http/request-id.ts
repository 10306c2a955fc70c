import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What gateways and tracing send; anything else would end up in every log line and in the reply. */
const usable = /^[\w.:+/=@~-]{1,128}$/

/** The request's own id when it is one, otherwise a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && usable.test(given) ? given : randomUUID()
}
