import { expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { growthOf, linearGrowth } from '../../test/harness/growth.ts'
import { createAnalyser } from '../adapters/analyse/analyser.ts'

/** The longest question is 10,000 characters; folded, some signs become eighteen of them. */
const smallSize = 1_000

test.each(['ﷺ', 'ﬃ-', '…', '㋿', '⑴', 'あ', '( ', '1.', 'a-', 'cuánto '])(
  'a question takes time in proportion to its length, full of %j',
  async (sign) => {
    const { ask, corpus, request } = setUpAsk({ analyser: createAnalyser() })
    corpus.add('alarma.txt', 'El código de la alarma es 4711.')
    const make = (size: number) => request(`¿Cuál es el código? ${sign.repeat(size / sign.length)} x`)
    expect(await growthOf(make, smallSize, ask)).toBeLessThan(linearGrowth)
  },
)
