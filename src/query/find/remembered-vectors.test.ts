import { expect, test } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import type { EmbedRequest } from '../../ports/models.ts'
import { countingEmbedder } from '../../../test/harness/query.ts'
import { rememberVectors } from './remembered-vectors.ts'

const companyId = parseCompanyId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a01')
const other = parseCompanyId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a02')
const passage: EmbedRequest = { role: 'passage', companyId, signal: new AbortController().signal }

/** Each text gets a vector of its own length. */
function recorded() {
  const asked: string[][] = []
  const embed = (texts: readonly string[]) => {
    asked.push([...texts])
    return Promise.resolve(texts.map((text) => Float32Array.from([text.length / 100, 1 - text.length / 100])))
  }
  return { asked, embedder: { ...countingEmbedder, embed } }
}

test('a text is embedded once, whatever texts it comes again with', async () => {
  const { asked, embedder } = recorded()
  const remembering = rememberVectors()(embedder)
  const first = await remembering.embed(['a', 'bb', 'a'], passage)
  const second = await remembering.embed(['ccc', 'bb'], passage)
  expect(asked).toEqual([['a', 'bb'], ['ccc']])
  expect(second[1]).toEqual(first[1])
  expect(first[0]).toEqual(first[2])
  expect(second[0]?.[0]).toBeCloseTo(0.03, 4)
})

test('another company, another role and another model never get what was remembered', async () => {
  const { asked, embedder } = recorded()
  const remember = rememberVectors()
  const { fingerprint } = embedder
  await remember(embedder).embed(['a'], passage)
  await remember(embedder).embed(['a'], { ...passage, companyId: other })
  await remember(embedder).embed(['a'], { ...passage, role: 'query' })
  await remember({ ...embedder, fingerprint: { ...fingerprint, model: 'another' } }).embed(['a'], passage)
  expect(asked).toEqual([['a'], ['a'], ['a'], ['a']])
})

test.each([{ revision: 'another' }, { dimension: 3 }, { prefixRule: 'query: |passage: ' }, { normalised: false }])(
  'what an embedder made that differs by %j is not remembered for it',
  async (difference) => {
    const { asked, embedder } = recorded()
    const remember = rememberVectors()
    await remember(embedder).embed(['a'], passage)
    await remember({ ...embedder, fingerprint: { ...embedder.fingerprint, ...difference } }).embed(['a'], passage)
    expect(asked).toEqual([['a'], ['a']])
  },
)

test('how documents are cut changes no vector of a text', async () => {
  const { asked, embedder } = recorded()
  const remember = rememberVectors()
  await remember(embedder).embed(['a'], passage)
  await remember({ ...embedder, fingerprint: { ...embedder.fingerprint, chunking: 'other' } }).embed(['a'], passage)
  expect(asked).toEqual([['a']])
})

test('what was used last stays, and the others go when there are too many', async () => {
  const { asked, embedder } = recorded()
  const remembering = rememberVectors({ passage: 2, query: 1 })(embedder)
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await remembering.embed([text], passage)
  expect(asked.flat()).toEqual(['a', 'b', 'c', 'b'])
})

test('questions take no place of lines', async () => {
  const { asked, embedder } = recorded()
  const remembering = rememberVectors({ passage: 1, query: 1 })(embedder)
  await remembering.embed(['a'], passage)
  for (const text of ['q1', 'q2', 'q1']) await remembering.embed([text], { ...passage, role: 'query' })
  await remembering.embed(['a'], passage)
  expect(asked.flat()).toEqual(['a', 'q1', 'q2', 'q1'])
})

test('an embedder that fails leaves nothing behind', async () => {
  const { asked, embedder } = recorded()
  const remember = rememberVectors()
  const away = { ...embedder, embed: () => Promise.reject(new AppError('embedder_unavailable', 'away')) }
  await expect(remember(away).embed(['a'], passage)).rejects.toThrow('away')
  expect(await remember(embedder).embed(['a'], passage)).toHaveLength(1)
  expect(asked).toEqual([['a']])
})
