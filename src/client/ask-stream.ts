import { askReply, type AskReply, type AskRequest } from '../contract/ask.ts'
import { askEvents, type AskEventName, type AskStreamEvent } from '../contract/ask-events.ts'
import { askRoute } from '../contract/routes/question-routes.ts'
import { timeLimit } from '../flow/timeout.ts'
import { identityHeaders, parseReply, urlOf, type CallOptions } from './call.ts'
import { refused, RequestFailed, translate } from './failure.ts'
import { readEvents } from './read-events.ts'
import { transportTexts } from './transport-texts.ts'

/**
 * Asks and hears the answer while it comes; resolves with the plain reply.
 * @throws RequestFailed also for a failure in the middle, and when the server says nothing for the time of a request.
 */
export async function askStream(
  options: CallOptions,
  request: AskRequest,
  hear: (event: AskStreamEvent) => void,
): Promise<AskReply> {
  const { signal, clock, timeoutMs: ms } = options
  const say = transportTexts(options.language)
  const late = () => new RequestFailed(0, 'timeout', say.late(ms / 1000))
  using limit = timeLimit({ ms, signal, clock, late })
  try {
    const reply = await fetch(urlOf(options, askRoute.path), {
      method: askRoute.method,
      headers: { ...identityHeaders(options), 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ ...request, stream: true }),
      signal: limit.signal,
    })
    if (!reply.ok || reply.body === null) throw refused(options, reply.status, await reply.text())
    for await (const { name, data } of readEvents(reply.body)) {
      if (name === 'error') throw refused(options, 503, data)
      if (name === 'done') return parseReply(options, askReply, data)
      if (isEventName(name)) hear({ name, data: parseReply(options, askEvents[name], data) } as AskStreamEvent) // of one name
    }
    throw new RequestFailed(0, 'connection_lost', say.brokenOff)
  } catch (error) {
    throw translate(options, signal, error)
  }
}

function isEventName(name: string): name is AskEventName {
  return Object.hasOwn(askEvents, name)
}
