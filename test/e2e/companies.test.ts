import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf, type Api } from '../harness/api.ts'
import { discardProduct, fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'

let product: Product

beforeAll(async () => {
  product = await startProduct({ env: fastEmbedder })
})
afterAll(() => discardProduct(product))

const shared = 12

/** The same documents in both companies, and one each that only it has. */
async function fill(api: Api, canary: number): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let number = 0; number < shared; number += 1) {
    ids.add(await api.uploaded(`documento ${number}.txt`, spanishText(number, 2)))
  }
  ids.add(await api.uploaded('propio.txt', spanishText(canary, 1)))
  for (const id of ids) expect((await api.finished(id)).status).toBe('processed')
  return ids
}

test('two companies with the same documents never see a row of each other in 200 mixed requests', async () => {
  const companies = await Promise.all(
    [900, 901].map(async (canary) => {
      const companyId = randomUUID()
      const api = apiOf(product.url, companyId)
      return { companyId, api, canary, ids: await fill(api, canary) }
    }),
  )
  const [first, second] = companies
  if (first === undefined || second === undefined) throw new Error('two companies were made')
  let foreign = 0
  let seen = 0
  const look = (ids: ReadonlySet<string>, found: readonly (string | null)[]) => {
    seen += found.length
    foreign += found.filter((id) => id === null || !ids.has(id)).length
  }

  for (let request = 0; request < 200; request += 1) {
    const [own, other] = request % 2 === 0 ? [first, second] : [second, first]
    const kind = request % 5
    if (kind <= 1) {
      // every fourth question asks for what only the other company has
      const number = request % 4 === 0 ? other.canary : request % shared
      const reply = await own.api.ask(`¿Cuál es la clave del expediente ${secretWord(number)}?`)
      look(
        own.ids,
        reply.citations.map((citation) => citation.document_id),
      )
      look(
        own.ids,
        reply.retrieved_documents.map((document) => document.document_id),
      )
      if (number === other.canary) expect(JSON.stringify(reply.retrieved_documents)).not.toContain(secretWord(number))
    } else if (kind === 2) {
      look(
        own.ids,
        (await own.api.list()).map((item) => item.id),
      )
    } else {
      const [victim] = other.ids
      const id = victim ?? ''
      if (kind === 3) expect(await own.api.status(id)).toBeNull()
      else expect(await own.api.delete(id)).toBe(404)
    }
  }
  expect(seen).toBeGreaterThan(500)
  expect(foreign).toBe(0)
  expect((await second.api.list()).length).toBe(shared + 1)
})
