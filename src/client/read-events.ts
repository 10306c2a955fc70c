/** One Server-Sent Event. */
export interface SentEvent {
  readonly name: string
  readonly data: string
  readonly id: string | null
}

/** Longest event that is kept: an answer with its passages is far below. */
const mostCharacters = 16_000_000

/** The events of a body as they come; comments are passed over, and an event that breaks off is none. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of pieces(body)) {
    rest += decoder.decode(piece, { stream: true }).replaceAll('\r', '')
    if (rest.length > mostCharacters) throw new Error('an event is too long')
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end < 0) break
      const event = toEvent(rest.slice(0, end))
      rest = rest.slice(end + 2)
      if (event !== null) yield event
    }
  }
}

/** Not every browser lets a stream be iterated. */
async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

function toEvent(block: string): SentEvent | null {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? [])
  const valueOf = (name: string) => fields.filter(([, field]) => field === name).map(([, , value = '']) => value)
  const data = valueOf('data')
  if (data.length === 0) return null
  return { name: valueOf('event')[0] ?? 'message', data: data.join('\n'), id: valueOf('id')[0] ?? null }
}
