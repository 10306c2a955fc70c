import { describe, expect, test } from 'vitest'
import { unjudged } from '../../../test/harness/unjudged.ts'
import { noMatch } from './quotes/said/match-terms.ts'
import type { RankedUnit } from './quotes/rank-units.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { Citation } from '../../domain/passage.ts'
import { headingPlace } from '../../domain/place.ts'
import type { PassageStore, TextPosition } from '../../ports/passage-store.ts'
import { citeUnits, storedSources, tagPassages, type TaggedPassage } from './cite.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const passage = (index: number, page: number | null) => ({
  id: chunkId(documentId, index),
  documentId,
  text: 'Primera frase. Segunda frase.',
  start: 1_000,
  end: 1_029,
  place: page === null ? headingPlace(['Uno']) : ({ kind: 'page', number: page } as const),
  headingPath: ['Uno'],
  outline: null,
  pieceVectors: null,
  documentTitle: null,
  tables: [],
  fileName: 'a.pdf',
  title: null,
  score: 2,
})
/** Page 4 begins at 1,010. */
function layout(asked: TextPosition[][], known = true): PassageStore {
  return {
    load: async () => [],
    look: async () => ({ passages: [], beginnings: new Map() }),
    pieceVectors: async () => new Map(),
    placesAt: async (_company, positions) => {
      asked.push([...positions])
      return positions.map(({ position }) => (known ? { kind: 'page', number: position < 1_010 ? 3 : 4 } : null))
    },
  }
}
const sentence = (index: number, page: number | null, start: number): RankedUnit<TaggedPassage> => ({
  passage: { ...passage(index, page), tag: `[Doc ${index + 1}]` },
  kind: 'sentence',
  start,
  end: start + 14,
  text: 'Segunda frase.',
  lead: null,
  heading: null,
  ...unjudged,
  score: 1.5,
  match: noMatch,
})

describe('citeUnits', () => {
  test('names the page a sentence stands on, not the one its chunk begins on', async () => {
    const asked: TextPosition[][] = []
    const citations = await citeUnits(layout(asked), companyId, [sentence(0, 3, 1_015), sentence(1, 3, 1_000)])
    expect(citations.map((citation) => citation.place)).toEqual([
      { kind: 'page', number: 4 },
      { kind: 'page', number: 3 },
    ])
    expect(asked).toEqual([
      [
        { documentId, position: 1_015 },
        { documentId, position: 1_000 },
      ],
    ])
  })

  test('asks nothing about documents without pages and keeps the place of the chunk where the layout is not known', async () => {
    const asked: TextPosition[][] = []
    const citations = await citeUnits(layout(asked, false), companyId, [
      sentence(0, null, 1_015),
      sentence(1, 3, 1_015),
    ])
    expect(citations.map((citation) => citation.place)).toEqual([
      { kind: 'heading', path: ['Uno'] },
      { kind: 'page', number: 3 },
    ])
    expect(asked).toEqual([[{ documentId, position: 1_015 }]])
  })

  test('names the heading a sentence stands under where its chunk holds several sections', async () => {
    const unit = sentence(0, null, 1_015)
    const blocks = [{ kind: 'heading', level: 2, start: 1_000, end: 1_014 } as const]
    const [citation] = await citeUnits(layout([]), companyId, [
      { ...unit, passage: { ...unit.passage, outline: { blocks, opener: null } } },
    ])
    const path = ['Uno', 'Primera frase.']
    expect(citation).toMatchObject({ headingPath: path, place: { kind: 'heading', path } })
  })

  test('carries everything a reader needs to find the quote', async () => {
    const [citation] = await citeUnits(layout([]), companyId, [sentence(0, 3, 1_015)])
    expect(citation).toEqual({
      tag: '[Doc 1]',
      chunkId: chunkId(documentId, 0),
      documentId,
      fileName: 'a.pdf',
      place: { kind: 'page', number: 4 },
      headingPath: ['Uno'],
      start: 1_015,
      end: 1_029,
      quote: 'Segunda frase.',
      lead: null,
      surroundings: { start: 1_000, end: 1_029, text: 'Primera frase. Segunda frase.' },
      score: 1.5,
    } satisfies Citation)
  })
})

describe('a quote under a lead', () => {
  const first = { start: 1_000, end: 1_014, text: 'Primera frase.' }
  const further = { start: 10, end: 25, text: 'Nombre | Precio' }
  const quoted = async (lead: typeof first) =>
    (await citeUnits(layout([]), companyId, [{ ...sentence(0, 3, 1_015), lead }]))[0]

  test('is one piece of the document where the lead stands right above', async () => {
    const whole = { start: 1_000, end: 1_029, quote: 'Primera frase. Segunda frase.', lead: null }
    expect(await quoted(first)).toMatchObject(whole)
  })

  test('is two where it stands further up', async () => {
    const apart = { start: 1_015, end: 1_029, quote: 'Nombre | Precio\nSegunda frase.', lead: further }
    expect(await quoted(further)).toMatchObject(apart)
  })
})

test('tags follow the rank', () => {
  expect(tagPassages([passage(5, 1), passage(2, 1)]).map((one) => [one.tag, one.id])).toEqual([
    ['[Doc 1]', chunkId(documentId, 5)],
    ['[Doc 2]', chunkId(documentId, 2)],
  ])
})

describe('storedSources', () => {
  test('stores one entry a tag in the shape the original reads, at most seven', async () => {
    const sentences = [0, 0, 1, 2, 3, 4, 5, 6, 7].map((index) => sentence(index, index === 1 ? null : 3, 1_015))
    const sources = storedSources(await citeUnits(layout([]), companyId, sentences))
    expect(sources).toHaveLength(7)
    expect(sources?.slice(0, 2)).toEqual([
      { id_documento: `${documentId}_0`, nombre_archivo: 'a.pdf', pagina: '4', score: 1.5, cita_tag: '[Doc 1]' },
      { id_documento: `${documentId}_1`, nombre_archivo: 'a.pdf', pagina: null, score: 1.5, cita_tag: '[Doc 2]' },
    ])
  })

  test('stores null where nothing was cited', () => {
    expect(storedSources([])).toBeNull()
  })
})
