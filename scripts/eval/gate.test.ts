import { describe, expect, test } from 'vitest'
import { summarise, type Verdict } from './everyday-judge.ts'
import { figuresToStore, lossesOf } from './gate.ts'

const measured = (...verdicts: readonly Verdict[]) => ({
  dataSet: 'everyday',
  documents: 1,
  ...summarise(
    verdicts.map((verdict) => ({
      name: 'a',
      question: '',
      unit: '',
      verdict,
      quotes: [],
      evidence: 0,
      milliseconds: 1,
    })),
  ),
})
const before = measured('first', 'first', 'in three', 'refused rightly', 'answered wrongly')

describe('the gate', () => {
  test('lets through what is as good as it was, or better', () => {
    const stored = figuresToStore([before], 'one')
    expect(lossesOf(stored, [before], 'one')).toEqual([])
    expect(lossesOf(stored, [measured('first', 'first', 'first', 'refused rightly')], 'one')).toEqual([])
  })

  test('names what became worse', () => {
    const worse = measured('first', 'in three', 'refused wrongly', 'answered wrongly')
    expect(lossesOf(figuresToStore([before], 'one'), [worse], 'one')).toEqual([
      'everyday: rightInFirst is 33.3 %, was 66.7 %',
      'everyday: rightInThree is 66.7 %, was 100.0 %',
      'everyday: wrongRefusals is 33.3 %, was 0.0 %',
      'everyday: falseAnswers is 100.0 %, was 50.0 %',
    ])
  })

  test('lets a few questions fall out otherwise on another kind of processor, and no more', () => {
    const many = (wrong: number) =>
      measured(...Array.from({ length: 100 }, (_, at): Verdict => (at < wrong ? 'wrong' : 'first')))
    const stored = figuresToStore([many(10)], 'one')
    expect(lossesOf(stored, [many(15)], 'another')).toEqual([])
    expect(lossesOf(stored, [many(16)], 'another')).toHaveLength(2)
    expect(lossesOf(stored, [many(11)], 'one')).toHaveLength(2)
  })

  test('is not passed by a set that has no figures yet', () => {
    expect(lossesOf({ processor: 'one', sets: {} }, [before], 'one')).toEqual(['everyday: no figures are stored'])
  })
})
