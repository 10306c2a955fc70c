import { expect, test } from 'vitest'
import { mapFields } from './map-fields.ts'

const field = (name: string, type = 'VARCHAR(64)') => ({ name, type })
const becomes = (ends: Parameters<typeof mapFields>[0]) =>
  Object.fromEntries(mapFields(ends).map((one) => [one.name, one.becomes]))

const original = [field('pk_id'), field('content', 'VARCHAR(20000)'), field('embedding', 'FLOAT_VECTOR(384)')]
const withTerms = [...original, field('terms'), field('sparse')]

test('what both sides have is copied, each with its type on either side', () => {
  const to = original.map(({ name }) => field(name, 'other'))
  expect(mapFields({ from: original, to, rebuild: false })[1]).toEqual({
    name: 'content',
    from: 'VARCHAR(20000)',
    to: 'other',
    becomes: 'copied',
  })
})

test('terms are made anew for a target that has them, and left out for one that has not', () => {
  expect(becomes({ from: original, to: withTerms, rebuild: false })).toMatchObject({
    terms: 'made anew',
    sparse: 'made by the target',
  })
  expect(becomes({ from: withTerms, to: original, rebuild: false })).toMatchObject({
    terms: 'left out',
    sparse: 'left out',
  })
})

test('fields that somebody added are named: they are not ours to fill', () => {
  const from = [...original, field('theirs')]
  const to = [...original, field('others')]
  expect(becomes({ from, to, rebuild: false })).toMatchObject({ theirs: 'left out', others: 'left empty' })
})

test('a rebuild makes everything anew, and a new target gets what the old one has', () => {
  expect(becomes({ from: original, to: original, rebuild: true })).toMatchObject({ content: 'made anew' })
  expect(becomes({ from: withTerms, to: null, rebuild: false })).toMatchObject({ terms: 'copied', content: 'copied' })
})
