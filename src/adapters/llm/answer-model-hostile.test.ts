import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import {
  closeModelServers,
  completion,
  modelServer,
  openModel,
  question,
  send,
} from '../../../test/harness/model-server.ts'

afterEach(closeModelServers)

describe('a model server that does not behave', () => {
  test.each([301, 302, 303, 307, 308])('is not followed to another place with status %i', async (status) => {
    const other = await modelServer((_, response) => send(response, 200, completion('Sí.')))
    for (const target of [`${other.url}/v1/chat/completions`, '/v1/elsewhere']) {
      const { url, calls } = await modelServer((_, response) => {
        response.writeHead(status, { location: target })
        response.end()
      })
      await expect(openModel(url).answer(question())).rejects.toMatchObject({
        code: 'model_rejected',
        retryable: false,
        message: expect.stringContaining('redirect'),
      })
      expect(calls).toHaveLength(1)
    }
    expect(other.calls).toEqual([])
  })

  test.each([200, 500])('with a reply of status %i that does not end is left after a few megabytes', async (status) => {
    let sent = 0
    const { url } = await modelServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
      Readable.from(
        (function* () {
          for (; sent < 300_000_000; sent += 100_000) yield Buffer.alloc(100_000, ' ')
        })(),
      ).pipe(response)
    })
    await expect(openModel(url).answer(question())).rejects.toMatchObject({ code: 'model_rejected', retryable: false })
    // what was read, and what lay in the buffers of both sides
    expect(sent).toBeLessThan(30_000_000)
  })

  test('has its answer cut when it is far longer than the tokens asked for', async () => {
    const { url } = await modelServer((_, response) => send(response, 200, completion('Sí. '.repeat(500_000))))
    const { text } = await openModel(url, { maxOutputTokens: 256 }).answer(question())
    expect(text.length).toBeLessThan(256 * 10)
    expect(text).toMatch(/^Sí\. Sí\..* \[…\]$/u)
  })

  test('has everything taken out of its answer that a terminal or browser would obey', async () => {
    const { url } = await modelServer((_, response) =>
      send(response, 200, completion('Diez\u001b[2J días\u202e [Doc 1].\r\n\u0007Fin')),
    )
    expect(await openModel(url).answer(question())).toEqual({ text: 'Diez[2J días [Doc 1].\nFin' })
  })
})
