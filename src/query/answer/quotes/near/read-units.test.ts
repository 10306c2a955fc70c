import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../../test/harness/unjudged.ts'
import { parseDocumentId } from '../../../../domain/ids.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import type { UnitToRead } from '../../../../ports/models.ts'
import { noMatch } from '../said/match-terms.ts'
import type { RankedUnit } from '../rank-units.ts'
import { readCloseOnes, readDoubtful, type ReadUnits } from './read-units.ts'

const lines = [
  'Cuota mensual: 32 €',
  'Matrícula: 20 €',
  'Horario: de 7 a 22 h',
  'Teléfono: 900 100 200',
  'Aforo: 80 personas',
  'Taquilla: 3 €',
]
const passage = rankedPassage(1, lines.join('\n'), {
  fileName: 'tarifas.txt',
  documentTitle: 'Tarifas del gimnasio',
  headingPath: ['Centro', 'Tarifas de 2026'],
})

/** The lines with these scores, in this order. */
function ranked(...scores: readonly number[]): readonly RankedUnit<RankedPassage>[] {
  const units = unitsOf([passage])
  return scores.map((score, i) => ({ ...units[i]!, ...unjudged, match: noMatch, score }))
}

/** A reader that says these log-odds of each line, and what it was shown. */
function readerOf(odds: Readonly<Record<string, number>>) {
  const shown: UnitToRead[] = []
  const read: ReadUnits = async (units) => {
    shown.push(...units)
    return units.map((unit) => odds[unit.text] ?? 0)
  }
  return { read, shown }
}

describe('units that are read with the question', () => {
  it('are those nearly as good as the best one, and what they say decides between them', async () => {
    const { read, shown } = readerOf({ [lines[0]!]: -3, [lines[1]!]: 4 })
    const order = await readCloseOnes(ranked(9, 7, 4.5, 1), read)
    expect(shown.map((unit) => unit.text)).toEqual([lines[0], lines[1]])
    expect(order.map((unit) => unit.text)).toEqual([lines[1], lines[0], lines[2], lines[3]])
    expect(order.map(({ reading }) => reading)).toEqual([4, -3, null, null])
  })

  it('leave the scores at their places', async () => {
    const { read } = readerOf({ [lines[1]!]: 5 })
    const order = await readCloseOnes(ranked(3, 2.6, 1.5), read)
    expect(order.map(({ score }) => score)).toEqual([3, 2.6, 1.5])
  })

  it('are at most five, and come in the order of both', async () => {
    const { read, shown } = readerOf({ [lines[1]!]: 1, [lines[4]!]: 3, [lines[5]!]: 9 })
    const order = await readCloseOnes(ranked(3, 2.9, 2.8, 2.7, 2.6, 2.5), read)
    expect(shown).toHaveLength(5)
    expect(order.map((unit) => unit.text)).toEqual([4, 1, 0, 2, 3, 5].map((at) => lines[at]))
  })

  it('are none where they differ in nothing but their numbers, and one of those there is beside others', async () => {
    const alike = ranked(3, 2.9, 2.8).map((unit, i) => ({ ...unit, text: `Expediente ${i}: clave ${i * 7}` }))
    const { read, shown } = readerOf({ [alike[0]!.text]: -2 })
    expect(await readCloseOnes(alike, read)).toBe(alike)
    expect(shown).toEqual([])
    const order = await readCloseOnes([...alike, ranked(2.7)[0]!], read)
    expect(shown.map((unit) => unit.text)).toEqual([alike[0]!.text, lines[0]])
    expect(order.map(({ reading }) => reading)).toEqual([0, -2, -2, -2])
  })

  it('are none where the best one stands out, where nothing reads and where reading failed', async () => {
    const alone = ranked(9, 1)
    const { read, shown } = readerOf({})
    expect(await readCloseOnes(alone, read)).toBe(alone)
    expect(shown).toEqual([])
    const close = ranked(3, 2.9)
    expect(await readCloseOnes(close, null)).toBe(close)
    expect(await readCloseOnes(close, async () => null)).toEqual(close)
    expect(await readCloseOnes([], read)).toEqual([])
  })

  it('are shown with the title, the last heading and what leads to them', async () => {
    const { read, shown } = readerOf({})
    await readDoubtful(ranked(3), read)
    expect(shown).toEqual([{ above: 'Tarifas del gimnasio · Tarifas de 2026', lead: '', text: lines[0] }])
  })

  it('are fewer in running text, and what is said there counts for less', async () => {
    const paragraph = ['tapices', 'relojes', 'mapas', 'trajes', 'espejos'].map(
      (name) => `La sala ${`de los ${name} `.repeat(5)}tiene ventanas.`,
    )
    const units = unitsOf([rankedPassage(1, paragraph.join(' '))])
    const known = units.map((unit, i) => ({ ...unit, ...unjudged, score: 5 - 0.6 * i, match: noMatch }))
    const { read, shown } = readerOf({ [units[2]!.text]: 1.9 })
    const order = await readCloseOnes(known, read)
    expect(shown.map(({ text: line }) => line)).toEqual(units.slice(0, 3).map(({ text: line }) => line))
    expect(order.map(({ text: line }) => line)).toEqual([0, 2, 1, 3, 4].map((at) => units[at]!.text))
  })

  it('are shown with the sentence before, when that has a word of the question which they have not', async () => {
    const sentences = 'La piscina municipal abre en junio. La entrada cuesta 4 euros. Se paga en efectivo.'
    const units = unitsOf([rankedPassage(1, sentences)])
    const said = [
      [true, false],
      [false, true],
      [false, false],
    ]
    const known = units.map((unit, i) => ({
      ...unit,
      ...unjudged,
      score: 5 - i,
      match: { ...noMatch, said: said[i]! },
    }))
    const { read, shown } = readerOf({ [units[1]!.text]: -2, [units[2]!.text]: -2 })
    await readDoubtful([known[1]!, known[0]!, known[2]!], read)
    expect(shown.map(({ lead, text: line }) => [lead, line])).toEqual([
      [units[0]!.text, units[1]!.text],
      ['', units[0]!.text],
      [units[1]!.text, units[2]!.text],
    ])
  })

  it('are only the best one where it is in doubt and the reader is not against it', async () => {
    const { read, shown } = readerOf({ [lines[0]!]: 2, [lines[1]!]: 9 })
    const once = await readDoubtful(ranked(3, 1), read)
    expect(once.map(({ reading }) => reading)).toEqual([2, null])
    expect(shown).toHaveLength(1)
    expect((await readDoubtful(once, read)).map(({ text: line }) => line)).toEqual([lines[0], lines[1]])
    expect(shown).toHaveLength(1)
    expect(await readDoubtful([], read)).toEqual([])
  })

  it('give way to the next one that may answer, where the reader is against the best', async () => {
    const { read, shown } = readerOf({ [lines[0]!]: -4, [lines[1]!]: -3, [lines[2]!]: 1, [lines[3]!]: -4 })
    const order = await readDoubtful(ranked(5, 3, 1, 0.5), read)
    expect(order.map(({ text: line }) => line)).toEqual([lines[2], lines[0], lines[1], lines[3]])
    expect(order.map(({ score }) => score)).toEqual([5, 3, 1, 0.5])
    expect(shown).toHaveLength(4)
  })

  it('give way to none of another document', async () => {
    const [first, second] = ranked(5, 3)
    const other = { ...second!, passage: rankedPassage(1, lines[1]!, { documentId: parseDocumentId(randomUUID()) }) }
    const { read } = readerOf({ [lines[0]!]: -4, [lines[1]!]: 3 })
    const texts = (units: readonly { text: string }[]) => units.map(({ text: line }) => line)
    expect(texts(await readDoubtful([first!, second!], read))).toEqual([lines[1], lines[0]])
    expect(texts(await readDoubtful([first!, other], read))).toEqual([lines[0], lines[1]])
  })

  it('stay where nothing else answers either, and where the reader fails', async () => {
    const { read } = readerOf({ [lines[0]!]: -4, [lines[1]!]: -2.5, [lines[2]!]: -3 })
    const texts = (units: readonly { text: string }[]) => units.map(({ text: line }) => line)
    expect(texts(await readDoubtful(ranked(5, 3, 1), read))).toEqual(lines.slice(0, 3))
    const known = ranked(5, 3)
    expect(await readDoubtful(known, async () => null)).toBe(known)
  })
})
