import { documentEvents, type DocumentEventName, type DocumentStreamEvent } from '../contract/document-events.ts'
import { documentEventsRoute } from '../contract/routes/document-routes.ts'
import { identityHeaders, parseReply, urlOf, type CallOptions } from './call.ts'
import { refused, RequestFailed, translate } from './failure.ts'
import { readEvents } from './read-events.ts'
import { transportTexts } from './transport-texts.ts'

/** The server is never silent for as long as half of this. */
const silentMs = 30_000
/** Before it comes back: when the stream ended well, and after failures, which double it. */
const pauseMs = 100
const longestPauseMs = 10_000

/**
 * What becomes of the company's documents, for as long as the client lives; comes back by itself and misses nothing meanwhile.
 * @param after id of the last event that was seen; null: from now on.
 * @throws RequestFailed when it is refused, or nobody answers the first time.
 */
export async function* followDocuments(
  options: CallOptions,
  after: string | null,
): AsyncGenerator<DocumentStreamEvent> {
  const { clock, signal } = options
  let seen = after
  let pause = pauseMs
  let isFirst = true
  for (;;) {
    try {
      for await (const event of eventsOnce(options, seen)) {
        isFirst = false
        pause = pauseMs
        seen = event.id
        yield event
      }
    } catch (error) {
      const failure = translate(options, signal, error)
      if (isFirst || signal.aborted || !maySucceedLater(failure)) throw failure
      pause = Math.min(longestPauseMs, pause * 2)
    }
    await clock.sleep(pause, signal).catch(() => undefined) // the next try says that it was stopped
  }
}

function maySucceedLater({ status, code }: RequestFailed): boolean {
  return status === 429 || status >= 500 || ['connection_lost', 'unreachable', 'timeout'].includes(code)
}

async function* eventsOnce(options: CallOptions, seen: string | null): AsyncGenerator<DocumentStreamEvent> {
  using watch = watchSilence(options)
  const reply = await fetch(urlOf(options, documentEventsRoute.path), {
    headers: {
      ...identityHeaders(options),
      accept: 'text/event-stream',
      ...(seen === null ? {} : { 'last-event-id': seen }),
    },
    signal: watch.signal,
  })
  if (!reply.ok || reply.body === null) throw refused(options, reply.status, await reply.text())
  if (reply.headers.get('content-type')?.startsWith('text/event-stream') !== true) {
    throw new RequestFailed(200, 'unexpected_reply', transportTexts(options.language).noEvents(options.url))
  }
  for await (const { name, data, id } of readEvents(watch.heard(reply.body))) {
    if (!isName(name) || id === null) continue
    yield { name, id, data: parseReply(options, documentEvents[name], data) } as DocumentStreamEvent // of one name
  }
}

function isName(name: string): name is DocumentEventName {
  return Object.hasOwn(documentEvents, name)
}

interface SilenceWatch extends Disposable {
  /** Fires with the caller's, or when nothing at all was heard for long. */
  readonly signal: AbortSignal
  heard(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array>
}

function watchSilence({ clock, signal, language }: CallOptions): SilenceWatch {
  const silent = new AbortController()
  const done = new AbortController()
  let isHeard = true
  const watch = async () => {
    for (;;) {
      await clock.sleep(silentMs, done.signal)
      if (!isHeard) silent.abort(new RequestFailed(0, 'timeout', transportTexts(language).saidNothing))
      isHeard = false
    }
  }
  watch().catch(() => undefined) // it is over
  const hearing = () =>
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        isHeard = true
        controller.enqueue(piece)
      },
    })
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    heard: (body) => body.pipeThrough(hearing()),
    [Symbol.dispose]: () => done.abort(),
  }
}
