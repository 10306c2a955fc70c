import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { UnitToRead } from '../../../ports/models.ts'
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts'
import type { TextTokenizer } from '../tokenizer/text-tokenizer.ts'
import { pairEncoder } from './encode-pair.ts'

const model = path.join(import.meta.dirname, '../../../../models/multilingual-e5-small')

interface Reference {
  readonly cases: readonly {
    readonly question: string
    readonly unit: UnitToRead
    readonly ids: readonly number[]
    readonly segments: readonly number[]
  }[]
}

describe('a question and a unit as the reader sees them', () => {
  let tokenizer: TextTokenizer
  beforeAll(async () => {
    tokenizer = await loadTokenizer(path.join(model, 'tokenizer.json'))
  })

  it('are the tokens and segments that it was taught with', () => {
    const { cases }: Reference = JSON.parse(readFileSync(path.join(model, 'reader-reference.json'), 'utf8'))
    expect(cases.length).toBeGreaterThan(20)
    for (const { question, unit, ids, segments } of cases) {
      const encoded = pairEncoder(tokenizer, question)(unit)
      expect([...encoded.ids], question).toEqual(ids)
      expect([...encoded.segments], question).toEqual(segments)
    }
  })

  it('leave the unit what question, titles and lead leave, however long they are', () => {
    const long = '1 2 3 4 5 6 '.repeat(90)
    const unit = { above: long, lead: long, text: long }
    const { ids, segments } = pairEncoder(tokenizer, long)(unit)
    const tokensOf = (which: number) => segments.filter((one) => one === which).length
    expect(ids).toHaveLength(segments.length)
    expect(tokensOf(0)).toBe(36 + 2)
    expect(tokensOf(1)).toBe(20 + 1 + 36 + 1)
    expect(tokensOf(2)).toBe(24 + 1)
    const short = pairEncoder(tokenizer, '¿Cuánto?')({ above: '', lead: '', text: long })
    expect(short.segments.filter((one) => one === 2)).toHaveLength(76 + 1)
  })
})
