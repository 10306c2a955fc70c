import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { closeModelServers, modelServer, openModel, question } from '../../../test/harness/model-server.ts'

afterEach(closeModelServers)

const piece = (content: string | null, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'x',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'm',
    choices: [{ index: 0, delta: content === null ? {} : { role: 'assistant', content }, finish_reason: finish }],
  })}\n\n`

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
}

async function heard(url: string) {
  const pieces: string[] = []
  const answering = openModel(url).answer({ ...question(), onText: (text) => void pieces.push(text) })
  return { pieces, answer: await answering.catch((error: unknown) => error) }
}

describe('a language model that is listened to', () => {
  test('is asked to stream, and heard piece by piece', async () => {
    const { url, calls } = await modelServer((_, response) => {
      begin(response)
      for (const text of ['Diez', ' días', ' [Doc 1].']) response.write(piece(text))
      response.end(`${piece(null, 'stop')}data: [DONE]\n\n`)
    })
    const { pieces, answer } = await heard(url)
    expect(answer).toEqual({ text: 'Diez días [Doc 1].' })
    expect(pieces.join('')).toBe('Diez días [Doc 1].')
    expect(calls[0]?.body).toMatchObject({ stream: true })
  })

  test.each([
    [429, 'model_unavailable'],
    [401, 'model_rejected'],
  ])('that refuses with status %i fails as it does without a listener', async (status, code) => {
    const { url } = await modelServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
      response.end('{"error":{"message":"no"}}')
    })
    expect((await heard(url)).answer).toMatchObject({ code })
  })

  test('whose answer ends in the middle, is empty or was filtered has given none', async () => {
    for (const rest of ['', `${piece(null, 'content_filter')}data: [DONE]\n\n`]) {
      const { url } = await modelServer((_, response) => {
        begin(response)
        response.write(piece('Diez'))
        if (rest === '') response.destroy()
        else response.end(rest)
      })
      expect((await heard(url)).answer).toBeInstanceOf(Error)
    }
  })

  test('is left when the question is given up', async () => {
    const client = new AbortController()
    const { url } = await modelServer((_, response) => {
      begin(response)
      response.write(piece('Diez'))
    })
    const answering = openModel(url).answer({ ...question(client.signal), onText: () => client.abort() })
    await expect(answering).rejects.toMatchObject({ code: 'cancelled' })
  })
})
