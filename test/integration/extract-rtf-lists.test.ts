import { describe, expect, it } from 'vitest'
import { extractRtf } from '../../src/adapters/extract/rtf/rtf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'

const level = (format: number, label: string, numbers: string, more = ''): string =>
  `{\\listlevel\\levelnfc${format}\\levelnfcn${format}\\leveljc0\\levelstartat1${more}{\\leveltext\\leveltemplateid9${label};}{\\levelnumbers${numbers};}\\fi-360}`
const tables =
  `{\\*\\listtable{\\list\\listtemplateid1${level(0, "\\'02\\'00.", "\\'01")}${level(4, "\\'02\\'01)", "\\'01")}{\\listname ;}\\listid100}` +
  `{\\list${level(1, "\\'01\\'00", "\\'01")}${level(0, "\\'03\\'00.\\'01", "\\'01\\'03", '\\levellegal1')}\\listid200}` +
  `{\\list${level(23, '\\u61623 ?', '')}\\listid300}{\\list${level(0, "\\'01\\u8226 ?", '')}\\listid400}}` +
  '{\\*\\listoverridetable{\\listoverride\\listid100\\listoverridecount0\\ls1}{\\listoverride\\listid200\\listoverridecount0\\ls2}' +
  '{\\listoverride\\listid300\\listoverridecount0\\ls3}{\\listoverride\\listid100\\listoverridecount1{\\lfolevel\\listoverridestartat\\levelstartat7}\\ls4}{\\listoverride\\listid400\\listoverridecount0\\ls5}}'
const item = (list: number, at: number, text: string): string => `\\pard\\ls${list}\\ilvl${at} ${text}\\par `

async function read(body: string) {
  const extracted = await extractWith(extractRtf, `{\\rtf1\\ansi\\ansicpg1252\\deff0 ${tables}${body}}`)
  expectSound(extracted)
  return outline(extracted)
}

describe('lists of RTF', () => {
  it('have the labels of their tables where the file does not write them out', async () => {
    const first = item(1, 0, 'Presentar el DNI') + item(1, 1, 'Original') + item(1, 1, 'Copia') + item(1, 0, 'Firmar')
    const second = item(2, 0, 'Objeto') + item(2, 1, 'Alcance') + item(2, 1, 'Exclusiones') + item(2, 0, 'Plazo')
    const bullets = item(3, 0, 'Punto') + item(5, 0, 'Punto escrito como cifra')
    expect(await read(`${first}${second}${bullets}${item(4, 0, 'Sigue')}\\pard Fin.\\par`)).toEqual([
      'list-item 1. Presentar el DNI',
      'list-item a) Original',
      'list-item b) Copia',
      'list-item 2. Firmar',
      'list-item I Objeto',
      'list-item 1.1 Alcance',
      'list-item 1.2 Exclusiones',
      'list-item II Plazo',
      'list-item - Punto',
      'list-item - Punto escrito como cifra',
      'list-item 7. Sigue',
      'paragraph Fin.',
    ])
  })

  it('keep the labels that are written out, whose paragraphs without one go on with an item', async () => {
    const written = '\\pard{\\listtext 1.\\tab}\\ls1 Uno\\par \\ls1 sigue\\par '
    expect(await read(`${written}{\\listtext 2.\\tab}Dos\\par`)).toEqual([
      'list-item 1. Uno',
      'paragraph sigue',
      'list-item 2. Dos',
    ])
  })

  it('and headings end with the group in which they were begun, but not one that is closed before its paragraph', async () => {
    const styles = '{\\stylesheet{\\s1 heading 1;}}'
    expect(await read(`${styles}{\\pard\\s1 Objeto\\par}Texto.\\par {\\pard\\ls1 Uno\\par}Sigue.\\par`)).toEqual([
      'h1 Objeto',
      'paragraph Texto.',
      'list-item 1. Uno',
      'paragraph Sigue.',
    ])
    expect(await read(`${styles}{\\pard\\s1 Objeto}\\par {\\pard\\ls1 Uno}\\par`)).toEqual([
      'h1 Objeto',
      'list-item 1. Uno',
    ])
  })

  it('count on over the end of a section', async () => {
    expect(await read(`\\pard\\ls1 Dos\\par\\sect \\ls1 Tres\\sect \\pard\\ls99 Otra\\par`)).toEqual([
      'list-item 1. Dos',
      'list-item 2. Tres',
      'paragraph Otra',
    ])
  })

  it('number the items in a cell of a table one by one', async () => {
    const items = '{\\listtext a)\\tab}Uno\\par {\\listtext b)\\tab}Dos\\cell'
    const counted = '\\ls1 Rojo\\par Azul\\cell'
    const row = (cells: string): string => `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${cells}\\row `
    expect(await read(row(`Pasos\\cell ${items}`) + row(`Colores\\cell ${counted}`))).toEqual([
      'table-row Pasos | a) Uno b) Dos',
      'table-row Colores | 1. Rojo 2. Azul',
    ])
  })
})
