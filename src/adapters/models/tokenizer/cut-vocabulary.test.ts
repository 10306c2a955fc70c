import { describe, expect, it } from 'vitest'
import { cutVocabulary } from './cut-vocabulary.ts'
import { createPieceTable, layOutPieces } from './piece-table.ts'

const fileOf = (vocab: unknown, more: object = {}) => ({
  version: '1.0',
  ...more,
  model: { type: 'Unigram', vocab, unk_id: 0 },
})
const cut = (file: unknown, indent?: number) => cutVocabulary(Buffer.from(JSON.stringify(file, null, indent)))
const odd = [['<unk>', 0], ['▁', -2.5], ['"', -3], ['\\', -3.25], [']', -4], ['],["', -4.5], ['日本', -1e-7], ['\n', -12], ['🚀', -13.123456789012345]] // prettier-ignore

describe('cutting the vocabulary out of a tokenizer.json', () => {
  it.each([0, 2])('gives the pieces that parsing gives, whatever signs are in them, indented by %i', (indent) => {
    const found = cut(fileOf(odd), indent)
    expect([...(found?.pieces ?? [])]).toEqual(odd)
    expect(found?.rest).toEqual(fileOf([]))
  })

  it('takes the vocabulary of the model and not what is called the same elsewhere', () => {
    expect(cut(fileOf(odd, { normalizer: { vocab: [['a', 1]] } }))).toBeNull()
    expect([...(cut({ note: '"vocab":[', ...fileOf(odd) })?.pieces ?? [])]).toEqual(odd)
  })

  it.each([
    ['an object', { a: 1 }],
    ['nothing', null],
  ])('leaves a file alone whose vocabulary is %s', (_name, vocab) => {
    expect(cut(fileOf(vocab))).toBeNull()
  })

  it.each([[[['a', '1']]], [[['a']]], [['a', 'b']], [[['a', 1, 2]]], [[['a', 1], null]]])(
    'refuses to read %j as pieces and scores',
    (vocab) => {
      const found = cut(fileOf(vocab))
      expect(() => [...(found?.pieces ?? [])]).toThrow(SyntaxError)
    },
  )

  it.each(['', '{', '{"model":{"vocab":[["a",1]', '{"model":{"vocab":[["a",1]]'])(
    'leaves %j to whoever parses it',
    (text) => {
      expect(cutVocabulary(Buffer.from(text))).toBeNull()
    },
  )
})

describe('a table of pieces', () => {
  it('finds what it was given and nothing else, at any place of a text', () => {
    const words = Array.from({ length: 5_000 }, (_, n) => (n * 7_919).toString(36))
    const table = createPieceTable(layOutPieces(words.map((word) => [word, -word.length] as const)))
    const known = new Map(words.map((word, id) => [word, id]))
    const text = `${words.slice(0, 500).join('')}ÿ🚀`
    for (let from = 0; from < text.length; from += 1) {
      const found: [string, number][] = []
      table.eachAt(text, from, (end, id) => found.push([text.slice(from, end), id]))
      const expected = [1, 2, 3, 4, 5, 6].map((length) => text.slice(from, from + length))
      expect(found.map(([piece]) => piece)).toEqual([...new Set(expected)].filter((piece) => known.has(piece)))
      for (const [piece, id] of found) expect(id).toBe(known.get(piece))
    }
    expect([table.has('0'), table.has('-'), table.has('')]).toEqual([true, false, false])
  })
})
