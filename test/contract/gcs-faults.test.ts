import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openGcs } from '../../src/adapters/gcs/open-gcs.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import { findFakeGcsServer, startFakeGcsServer, type FakeGcsServer } from '../harness/gcs/fake-gcs-server.ts'
import { startFaultGateway, type Fault, type FaultGateway } from '../harness/gcs/fault-gateway.ts'
import { waitFor } from '../harness/wait.ts'

// What stands between us and Google Cloud Storage answers in its place, or changes what it says.

const program = await findFakeGcsServer()
const never = new AbortController().signal
const acme = parseCompanyId(randomUUID())
const key = `${acme}/${randomUUID()}/acta.pdf`
const bytes = randomBytes(300_000)
const outage = { code: 'object_store_unavailable', retryable: true }

const answering =
  (status: number, text = '', type = 'application/json'): Fault =>
  ({ reply }) =>
    reply.writeHead(status, { 'content-type': type }).end(text)
const toDownloads =
  (fault: Fault): Fault =>
  (passed) =>
    passed.isDownload ? fault(passed) : passed.pass()
const times = (count: number, fault: Fault): Fault => {
  let left = count
  return (passed) => {
    left -= 1
    if (left >= 0) fault(passed)
    else passed.pass()
  }
}
const changed = (change: (body: Buffer) => Buffer): Fault =>
  toDownloads((passed) => passed.pass((reply) => ({ ...reply, body: change(reply.body) })))

describe.skipIf(program === null)('Google Cloud Storage behind a faulty gateway', () => {
  let server: FakeGcsServer
  let gateway: FaultGateway
  let store: ObjectStore
  beforeAll(async () => {
    server = await startFakeGcsServer(program ?? '', 'originals', 'memory')
    gateway = await startFaultGateway(server.endpoint)
    store = openGcs({ bucket: 'originals', keyFile: null, endpoint: gateway.endpoint })
    await store.put(acme, key, Readable.from([bytes]), never)
  })
  afterEach(() => gateway.set(null))
  afterAll(async () => {
    await gateway.close()
    await server.stop()
  })
  const download = async () => buffer(await store.get(acme, key, never))

  it.each([
    ['a page of a proxy', answering(200, '<html>Log in</html>', 'text/html')],
    ['an empty object', answering(200, '{}')],
    ['a list', answering(200, '[]')],
    ['nothing at all', answering(200, 'null')],
    ['no content', answering(204)],
    ['items that are none', answering(200, '{"kind":"storage#objects","items":{}}')],
    ['items without names', answering(200, '{"kind":"storage#objects","items":[null,{"size":"1"}]}')],
    ['gone', answering(410)],
  ])('%s in place of an answer is an outage, never an absent object', async (_what, fault) => {
    gateway.set(fault)
    const outcomes = await Promise.allSettled([
      store.size(acme, key, never),
      store.get(acme, key, never),
      store.list(acme, null, never),
      store.scan(acme, never)[Symbol.asyncIterator]().next(),
      store.check(never),
    ])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: outage })
  })

  it.each([429, 503, 500])(
    'a download answered %i is asked for again, and is an outage if that goes on',
    async (status) => {
      gateway.set(toDownloads(times(2, answering(status))))
      expect((await download()).equals(bytes)).toBe(true)
      gateway.set(toDownloads(answering(status)))
      await expect(download()).rejects.toMatchObject(outage)
    },
  )

  it.each([
    ['forbidden', toDownloads(answering(403))],
    ['not there', toDownloads(answering(404))],
    ['another page', toDownloads(answering(200, '<html>Log in</html>', 'text/html'))],
    ['empty', changed(() => Buffer.alloc(0))],
    ['cut off', changed((body) => body.subarray(0, 1000))],
    ['longer', changed((body) => Buffer.concat([body, Buffer.from('x')]))],
    ['of the same length, with one bit changed', changed((body) => flipped(body))],
    ['reset', toDownloads(({ request }) => request.socket.destroy())],
  ])('a download that is %s fails as an outage', async (_what, fault) => {
    gateway.set(fault)
    await expect(download()).rejects.toMatchObject(outage)
  })

  it('a part is what was asked for, or an outage', async () => {
    const part = async () => buffer(await store.get(acme, key, never, { first: 10, last: 19 }))
    expect((await part()).equals(bytes.subarray(10, 20))).toBe(true)
    gateway.set(toDownloads(({ reply }) => reply.writeHead(200).end(bytes)))
    await expect(part()).rejects.toMatchObject(outage)
    gateway.set(changed((body) => body.subarray(0, 3)))
    await expect(part()).rejects.toMatchObject(outage)
  })

  it('an upload that is changed on its way, or answered by something else, is not taken for stored', async () => {
    const put = async () => store.put(acme, `${acme}/${randomUUID()}/x.bin`, Readable.from([bytes]), never)
    for (const fault of [answering(200, 'null'), answering(200, '<html>', 'text/html'), answering(204)]) {
      gateway.set((passed) => (passed.request.method === 'POST' ? fault(passed) : passed.pass()))
      await expect(put()).rejects.toMatchObject(outage)
    }
  })

  it('a download that is given up ends its connection, and nobody else’s', async () => {
    const large = `${acme}/${randomUUID()}/grande.bin`
    await store.put(acme, large, Readable.from([Buffer.alloc(4_000_000)]), never)
    const stop = new AbortController()
    const [kept, stopped, unread] = await Promise.all([
      store.get(acme, large, never),
      store.get(acme, large, stop.signal),
      store.get(acme, large, never),
    ])
    const before = gateway.connections
    stop.abort()
    unread.destroy()
    await expect(buffer(stopped)).rejects.toMatchObject({ code: 'cancelled' })
    await waitFor(async () => gateway.connections <= before - 2, { what: 'two connections to end', everyMs: 5 })
    expect((await buffer(kept)).byteLength).toBe(4_000_000)
  })
})

function flipped(body: Buffer): Buffer {
  const copy = Buffer.from(body)
  copy[1000] = (copy[1000] ?? 0) ^ 1
  return copy
}
