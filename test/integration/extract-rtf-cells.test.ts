import { describe, expect, it } from 'vitest'
import { extractRtf } from '../../src/adapters/extract/rtf/rtf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'

const extract = (body: string) => extractWith(extractRtf, `{\\rtf1\\ansi {\\stylesheet{\\s1 heading 1;}}${body}}`)
const read = async (body: string): Promise<string[]> => outline(await extract(body))

const row = (cells: string): string => `\\trowd\\cellx3000\\cellx6000\\pard\\intbl ${cells}\\row `
const frame = (blocks: string): string => `\\trowd\\cellx6000\\pard\\intbl ${blocks}\\cell\\row `
const item = (text: string): string => `{\\listtext -\\tab}${text}`

describe('a cell of Rich Text', () => {
  it('that frames a text gives its blocks, as in other formats', async () => {
    const blocks = `{\\s1 Aviso\\par}\\s0 Cerramos en agosto.\\par ${item('Lunes')}\\par ${item('Martes')}`
    expect(await read(frame(blocks))).toEqual([
      'h1 Aviso',
      'paragraph Cerramos en agosto.',
      'list-item - Lunes',
      'list-item - Martes',
    ])
  })

  it('that holds a whole page gives its blocks, also beside another one', async () => {
    const long = 'Una frase que sigue. '.repeat(30).trim()
    expect(await read(row(`${long}\\par ${long}\\cell Margen\\cell`))).toEqual([
      `paragraph ${long}`,
      `paragraph ${long}`,
      'paragraph Margen',
    ])
  })

  it('keeps what it ends with, and is whole where the file ends in its row', async () => {
    const cut = '\\trowd\\cellx3000\\cellx6000\\pard\\intbl Dos\\cell b'
    expect(await read(row('Uno;\\cell a |\\cell') + cut)).toEqual(['table-row Uno; | a |', 'table-row Dos | b'])
  })

  it('says the rows of a table inside of it apart from its words', async () => {
    const inner = '{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}'
    const cells = `Horario\\par \\pard\\intbl\\itap2 Lunes\\par y martes\\nestcell 9\\nestcell${inner}`
    const more = `\\pard\\intbl\\itap2 Jueves\\nestcell 10\\nestcell${inner}\\pard\\intbl Salvo festivos\\cell`
    expect(await read(row(`Centro\\cell Atiende\\cell`) + row(`Soria\\cell ${cells}${more}`))).toEqual([
      'table-row Centro | Atiende',
      'table-row Soria | Horario Lunes y martes ¦ 9; Jueves ¦ 10 Salvo festivos',
    ])
  })

  it('has its notes in it, and its table goes on below them', async () => {
    const plan = 'B\\u225?sico{\\footnote\\pard Solo por un mes.}\\cell 10\\cell'
    const extracted = await extract(row('Plan\\cell Precio\\cell') + row(plan) + row('Pro\\cell 20\\cell'))
    expect(outline(extracted)).toEqual([
      'table-row Plan | Precio',
      'table-row Básico Solo por un mes. | 10',
      'table-row Pro | 20',
    ])
    expect(extracted.tables).toMatchObject([{ heads: ['Plan', 'Precio'] }])
  })
})
