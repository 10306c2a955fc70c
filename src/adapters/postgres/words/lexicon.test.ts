import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addPacked, countWords, packFrequencies } from './count-words.ts'
import { editDistance } from './edit-distance.ts'
import { Lexicon } from './lexicon.ts'

function lexiconOf(...chunks: readonly string[]): Lexicon {
  const lexicon = new Lexicon()
  const { chunks: number, terms, frequencies } = countWords(chunks)
  lexicon.addDocument(number, terms)
  for (const [term, count] of frequencies) lexicon.addTerm(term, count)
  return lexicon
}

describe('the words of a company', () => {
  test('are counted by chunks, and their length by terms', () => {
    const lexicon = lexiconOf('plaz entreg plaz', 'plaz pag', '')
    expect([lexicon.chunks, lexicon.meanLength]).toEqual([3, 5 / 3])
    expect(['plaz', 'pag', 'nad'].map((term) => lexicon.frequency(term))).toEqual([2, 1, 0])
  })

  test('come back from how they are stored', () => {
    const { frequencies } = countWords(['plaz entreg', 'plaz 20240315'])
    const back = new Map<string, number>()
    addPacked(packFrequencies(frequencies), (term, count) => back.set(term, count))
    expect(back).toEqual(frequencies)
    addPacked('', () => expect.unreachable())
  })
})

describe('a mistyped word', () => {
  const lexicon = lexiconOf(
    'indemniz contrat gimnasi plaz piscin municipal empres renta bar sal 20240315 b12',
    'contrat',
  )
  test.each([
    ['contarto', 'contrat'],
    ['contrto', 'contrat'],
    ['jimnasio', 'gimnasi'],
    ['pixcina', 'piscin'],
    ['indemnizasion', 'indemniz'],
    ['munizipales', 'municipal'],
    ['enpresa', 'empres'],
  ])('%s stands for %s', (word, term) => {
    expect(lexicon.near(word, 2)).toEqual([term])
  })

  test.each(['sol', 'biblioteca', 'b13', '20240316', 'perro', 'garantia', 'calorias'])(
    '%s stands for nothing',
    (word) => {
      expect(lexicon.near(word, 2)).toEqual([])
    },
  )

  test('stands for the nearest of all words, which are not all compared with it', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 4, maxLength: 11 })
    fc.assert(
      fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 30 }), letters, (terms, word) => {
        const most = word.length >= 9 ? 2 : 1
        const compared = terms.flatMap((term) => {
          const near = editDistance(word, term, most)
          return near === null || near.ending > Math.min(5, term.length - 1 - 2 * near.distance)
            ? []
            : [{ term, ...near }]
        })
        const least = Math.min(...compared.map(({ distance }) => distance))
        const nearest = compared.filter(({ distance }) => distance === least).map(({ term }) => term)
        expect(
          lexiconOf(...terms)
            .near(word, terms.length)
            .toSorted(),
        ).toEqual(nearest.toSorted())
      }),
    )
  })

  test('is as far from a word as its errors', () => {
    expect(editDistance('casa', 'casa', 2)).toEqual({ distance: 0, ending: 0 })
    expect(editDistance('casitas', 'casa', 2)).toEqual({ distance: 1, ending: 3 })
    expect(editDistance('acsa', 'casa', 2)).toEqual({ distance: 1, ending: 0 })
    expect(editDistance('perro', 'casa', 2)).toBeNull()
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (word, stem) => {
        const found = editDistance(word, stem, 2)
        expect(found === null || found.distance <= 2).toBe(true)
      }),
    )
  })
})
