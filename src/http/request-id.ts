import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What gateways and tracing send; anything else would end up in every log line and in the reply. */
const usable = /^[\w.:+/=@~-]{1,128}$/

/** The request's own id when it is one, otherwise a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  // a gateway may send the same header twice, which Node joins by commas
  const given = new Set(
    [headers['x-request-id'] ?? []].flat().flatMap((line) => line.split(',').map((id) => id.trim())),
  )
  const [id] = given
  return given.size === 1 && id !== undefined && usable.test(id) ? id : randomUUID()
}
