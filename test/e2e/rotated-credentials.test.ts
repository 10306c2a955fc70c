import { randomUUID } from 'node:crypto'
import { mkdtemp, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { apiOf, type Api } from '../harness/api.ts'
import { startMilvusStub } from '../harness/milvus/stub.ts'
import { countReply, pretend, unauthenticated } from '../harness/milvus/stub-server.ts'
import { createPasswordRole } from '../harness/password-role.ts'
import { discardProduct, oneEmbedder, startProduct } from '../harness/product.ts'
import { steadyUsers } from '../harness/steady-users.ts'
import { spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

test('the password of PostgreSQL and the key of the vector store are rotated in steps under load, and no request fails', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-rotation-'))
  closers.push(() => removeFolder(folder))
  const file = (name: string) => path.join(folder, name)
  // as Kubernetes does it: another file in its place
  const mount = async (name: string, content: string) => {
    await writeFile(file(`${name}.new`), content)
    await rename(file(`${name}.new`), file(name))
  }
  const role = await createPasswordRole('old-password')
  closers.push(() => role.drop())
  const valid = new Set(['old-key'])
  const used = new Set<string>()
  const stub = await startMilvusStub(
    pretend({
      collection: { dimension: 384, adopted: true },
      first: ({ credential, body }) => {
        if (!valid.has(credential)) return unauthenticated
        used.add(credential)
        return body.includes('count(*)') ? countReply(0) : null
      },
    }),
  )
  closers.push(() => stub.close())
  await mount('database', role.url('old-password'))
  await mount('key', 'old-key')
  const uri = `http://127.0.0.1:${stub.port}`
  const product = await startProduct({
    env: {
      ...oneEmbedder,
      DATABASE_URL_FILE: file('database'),
      INGEST_MILVUS_URI: uri,
      QUERY_MILVUS_URI: uri,
      INGEST_MILVUS_TOKEN_FILE: file('key'),
      QUERY_MILVUS_TOKEN_FILE: file('key'),
    },
  })
  closers.push(() => discardProduct(product))
  const api = apiOf(product.url, randomUUID())
  // the worker has chosen the collection: from here on nothing may fail
  await waitFor(async () => (await api.ask('¿Qué plazo fija el artículo 1?')).retrieval.mode !== 'none', {
    what: () => `the first answer:\n${product.output()}`,
  })
  const load = startLoad(api)

  // 1. the key: both are valid, the file names the new one, the old one goes
  valid.add('new-key')
  await mount('key', 'new-key')
  await waitFor(async () => used.has('new-key'), { what: 'the new key to be used' })
  await load.more(4)
  valid.delete('old-key')
  await load.goOn()

  // 2. the password: the file names one that PostgreSQL does not know yet, connections are made all the same
  await mount('database', role.url('new-password'))
  await load.more(4)
  await load.goOn()
  await role.change('new-password')
  await load.more(8)
  await waitFor(async () => (await role.connectionsSince()) > 0, {
    what: 'connections that were made with the new password',
  })
  await load.goOn()
  const { requests, failures } = await load.stop()
  console.log(`${requests} requests while both were rotated`)
  expect(failures).toEqual([])
  expect(requests).toBeGreaterThan(50)
})

/** Questions, lists and uploads by each of its users. */
function startLoad(api: Api) {
  const users = steadyUsers(async (number) => {
    if (number % 3 === 0) await api.ask('¿Qué plazo fija el artículo 1?')
    else if (number % 3 === 1) await api.list()
    else await api.uploaded(`acta ${randomUUID()}.txt`, `${spanishText(number, 1)}\n${randomUUID()}`)
  })
  users.join([0])
  const goOn = () => users.goOn(3, 60_000)
  const more = (count: number) => {
    users.join(Array.from({ length: count }, (_, first) => first))
    return goOn()
  }
  return { more, goOn, stop: () => users.stop() }
}
