import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createToldText, shownOfModel } from './told-text.ts'

const known = new Set(['[Doc 1]', '[Doc 2]'])

/** What was told of a text that came in these pieces, piece by piece. */
function toldOf(pieces: readonly string[]): readonly string[] {
  const told: string[] = []
  const text = createToldText(known, (piece) => void told.push(piece))
  for (const piece of pieces) text.take(piece)
  text.end(shownOfModel(pieces.join(''), known).text)
  return told
}

const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '<img src=x onerror=',
      '![',
      '](',
      '](https://a.b/c)',
      '[',
      ']',
      ']:',
      '[Doc 1]',
      '[Doc',
      ' 9]',
      '[Do',
      'java',
      'script:',
      'data:',
      '&lt;',
      '&',
      'lt;',
      '. ',
      '\n',
      '\n\n',
      '.\n',
      'Sí. ',
      '\u202e',
      '\u200b',
      '\r',
      'a',
      '1] ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  ),
  { maxLength: 40 },
)

describe('a text that is told while it comes', () => {
  test('is at every moment all that is shown of a beginning of it, wherever it was cut', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const raw = pieces.join('')
        const beginnings = new Set(
          Array.from({ length: raw.length + 1 }, (_, end) => shownOfModel(raw.slice(0, end), known).text),
        )
        let sum = ''
        for (const piece of toldOf(pieces)) {
          sum += piece
          expect(beginnings).toContain(sum)
        }
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['an element', ['Uno. Dos <i', 'mg src=x> tres. ', 'Cuatro.'], 'Uno. Dos ‹img src=x› tres. Cuatro.'],
    [
      'a link that is none of ours',
      ['Uno. [a](java', 'script:x) dos. ', 'Tres.'],
      'Uno. [a] (javascript꞉x) dos. Tres.',
    ],
    ['an image', ['Uno. Mira!', '[x](https://a.b/c). ', 'Dos.'], 'Uno. Mira! [x](https://a.b/c). Dos.'],
    ['a tag', ['Uno [Doc', ' 1]. Dos [Do', 'c 9]. Tres.'], 'Uno [Doc 1]. Dos. Tres.'],
    ['an entity', ['Uno. A &l', 't;b. Dos.'], 'Uno. A ‹b. Dos.'],
  ])('hides %s that comes in two pieces as it does in one', (_what, pieces, shown) => {
    expect(toldOf(pieces).join('')).toBe(shown)
  })

  test('of many words is looked at a few hundred times', () => {
    const told = toldOf(Array.from({ length: 20_000 }, () => 'palabra. '))
    expect(told.length).toBeGreaterThan(50)
    expect(told.length).toBeLessThan(600)
  })
})
