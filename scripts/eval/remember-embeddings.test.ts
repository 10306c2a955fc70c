import { expect, test } from 'vitest'
import { createFakeEmbedder } from '../../test/harness/fake-embedder.ts'
import { rememberEmbeddings } from './remember-embeddings.ts'

test('a text is embedded once for each role', async () => {
  const embedded: string[] = []
  const fake = createFakeEmbedder()
  const embedder = rememberEmbeddings({
    ...fake,
    embed: (texts, request) => {
      embedded.push(...texts.map((text) => `${request.role}: ${text}`))
      return fake.embed(texts, request)
    },
  })
  const request = { companyId: null, signal: new AbortController().signal }
  const first = await embedder.embed(['a', 'b', 'a'], { role: 'passage', ...request })
  const second = await embedder.embed(['b'], { role: 'passage', ...request })
  await embedder.embed(['a'], { role: 'query', ...request })
  expect(embedded).toEqual(['passage: a', 'passage: b', 'query: a'])
  expect(first[1]).toEqual(second[0])
})
