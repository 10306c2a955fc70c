import { expect, it } from 'vitest'
import { summariseNo, type Weighed } from './saying-no.ts'

const article = (number: number, answered: readonly number[], others: readonly number[]): Weighed[] => [
  ...answered.map((score) => ({ article: number, score, answers: true })),
  ...others.map((score) => ({ article: number, score, answers: false })),
]

it('what is refused is counted as shipped, and by the threshold of all other articles', () => {
  const weighed = [...article(1, [0.9, 0.7, 0.4], [0.3, 0.6]), ...article(2, [0.8, 0.6], [0.1, 0.7])]
  expect(summariseNo(weighed)).toEqual({
    answerable: 5,
    unanswerable: 4,
    area: (5 + 3.5 + 5 + 2.5) / 20,
    wrongRefusals: 1 / 5,
    refused: 2 / 4,
    // .6 of the second article for the first, .4 of the first for the second
    crossed: { wrongRefusals: 1 / 5, refused: 2 / 4 },
  })
})

it('a set without questions has no figures that are no numbers', () => {
  expect(summariseNo([])).toEqual({
    answerable: 0,
    unanswerable: 0,
    area: 0,
    wrongRefusals: 0,
    refused: 0,
    crossed: { wrongRefusals: 0, refused: 0 },
  })
})
