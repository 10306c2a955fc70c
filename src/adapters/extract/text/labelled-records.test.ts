import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { plainDrafts } from './plain-drafts.ts'

const read = (text: string): string[] => plainDrafts(text).map((draft) => `${draft.kind} ${draft.text.trim()}`)
const bees = 'Colmena...: Brezal\nReina.....: 2029\nMiel......: 14 kg'
const heath = 'Colmena...: Robledal\nReina.....: 2030\nMiel......: 9 kg'
const rows = ['table-row Colmena | Reina | Miel', 'table-row Brezal | 2029 | 14 kg', 'table-row Robledal | 2030 | 9 kg']

describe('records of lines with labels', () => {
  it('are rows of a table, so that each value is said of its record', () => {
    expect(read(`${bees}\n\n${heath}\n`)).toEqual(rows)
    expect(plainDrafts(`${bees}\n\n${heath}\n`)[0]?.table?.heads).toEqual(['Colmena', 'Reina', 'Miel'])
  })

  it('are divided by rules as well, and stand among other text', () => {
    expect(read(`Todas están junto al río.\n\n------\n${bees}\n------\n${heath}\n------\n\nFin de la lista.`)).toEqual([
      'paragraph Todas están junto al río.',
      ...rows,
      'paragraph Fin de la lista.',
    ])
  })

  it('are divided by ornaments, and by nothing but the first of their labels', () => {
    for (const between of ['***\n', '* * *\n', '####\n', ''])
      expect(read(`${bees}\n${between}${heath}\n`)).toEqual(rows)
  })

  it('do not have the first line of one of them as a title of all', () => {
    const text = 'Expediente: 115\nEstado: abierto desde mayo\n\nExpediente: 116\nEstado: cerrado\n'
    expect(read(text)[0]).toBe('paragraph Expediente: 115')
  })

  it('may lack a value or a line, or go on below a value', () => {
    expect(read(`${bees}\n\nColmena: Soto\nMiel:\n\nColmena: Alta\nReina: de la\n         sierra\n`)).toEqual([
      ...rows.slice(0, 2),
      'table-row Soto |  |',
      'table-row Alta | de la sierra |',
    ])
  })

  it.each([
    ['one alone', bees],
    ['what two people say', 'Ana: ¿Vienes?\nLuis: Sí.\n\nAna: ¿Cuándo?\nLuis: Hoy.'],
    ['what three people say', 'Ana: ¿Vamos?\nLuis: Sí\nEva: Bien\nAna: ¿Y cuándo?\nLuis: Hoy\nEva: Bien'],
    ['others that follow', `${bees}\n\nAlquiler: 30 €\nFianza: 60 €\nPlazo: un año`],
    ['texts with a word before them', `${bees} ${'y mucho más que contar '.repeat(6)}\n\n${heath}`],
  ])('are none: %s', (_, text) => {
    expect(read(text).filter((line) => line.startsWith('table-row'))).toEqual([])
  })

  it('are read in time proportional to their number', async () => {
    const make = (count: number): string => `${bees}\n\n${heath}\n------\n${bees}\n\n`.repeat(count)
    expect(await growthOf(make, 400, async (text) => plainDrafts(text))).toBeLessThan(linearGrowth)
  })
})
