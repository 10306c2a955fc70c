import { expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { portOf, serverOptions } from '../../test/harness/http-server.ts'
import { silentLog } from '../../test/harness/log.ts'
import { AppError } from '../domain/errors.ts'
import { systemClock } from '../flow/system-clock.ts'
import { createIdentity } from '../http/identity/identity.ts'
import { askRoutes } from '../http/routes/ask.ts'
import { createServer } from '../http/server.ts'
import type { Ask } from '../query/ask.ts'
import { askStream } from './ask-stream.ts'
import { readEvents, type SentEvent } from './read-events.ts'

const company = '00000000-0000-4000-8000-0000000000c1'

async function withServer<T>(ask: Ask, work: (url: string) => Promise<T>): Promise<T> {
  const server = await createServer(serverOptions())
  askRoutes(server, { identity: createIdentity('gateway'), ask, clock: systemClock, log: silentLog })
  await server.listen({ host: '127.0.0.1', port: 0 })
  try {
    return await work(`http://127.0.0.1:${portOf(server)}`)
  } finally {
    await server.close()
  }
}

const ask = (url: string, query: string) => {
  const heard: string[] = []
  const signal = new AbortController().signal
  const options = { url, company, user: company, timeoutMs: 20_000, signal, clock: systemClock }
  return askStream(options, { query }, ({ name }) => void heard.push(name)).then((reply) => ({ reply, heard }))
}

test('an answer is heard event by event, and given whole at the end', async () => {
  const { corpus, ask: answer } = setUpAsk()
  corpus.add('contrato.pdf', 'El plazo de entrega es de diez días.')
  const { reply, heard } = await withServer(answer, (url) => ask(url, '¿Cuál es el plazo de entrega?'))
  expect(heard).toEqual(['sources', 'text', 'citations'])
  expect(reply.answer).toContain('diez días')
})

test('a failure has its code, at once or in the middle', async () => {
  const failure = new AppError('model_unavailable', 'The model is away.', { retryable: true })
  const late: Ask = (request) => {
    request.tell?.({ kind: 'text', text: 'Diez' })
    return Promise.reject(failure)
  }
  for (const failing of [late, (() => Promise.reject(failure)) satisfies Ask]) {
    await expect(withServer(failing, (url) => ask(url, 'a'))).rejects.toMatchObject({ code: 'model_unavailable' })
  }
})

test('events are the same wherever their bytes were cut, and one that breaks off is none', async () => {
  const bytes = new TextEncoder().encode(
    ': hola\n\nid: 7\nevent: a\ndata: {"año":1}\n\ndata: x\r\ndata: y\r\n\r\nevent: b\ndata: z',
  )
  for (let size = 1; size < 9; size += 1) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    })
    const events: SentEvent[] = []
    for await (const event of readEvents(body)) events.push(event)
    expect(events).toEqual([
      { name: 'a', data: '{"año":1}', id: '7' },
      { name: 'message', data: 'x\ny', id: null },
    ])
  }
})
