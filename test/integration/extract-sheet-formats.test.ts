import { describe, expect, it } from 'vitest'
import { extractXls } from '../../src/adapters/extract/xls/xls-engine.ts'
import { extractXlsx } from '../../src/adapters/extract/xlsx/xlsx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'
import { inline, makeXlsx, number, sheetData } from '../fixtures/extract/make-xlsx.ts'
import { makeXls, record, words } from '../fixtures/extract/make-xls.ts'

const formats: readonly string[] = ['General', '"Ref. "@', '0.0" kg";-0.0" kg";"nada";@" kg"', ';;;', '_-@_-', '@']
const formatted = inline('A1', 'x').replace('<c ', '<c s="0" ')
const styled = (ref: string, text: string, style: number): string =>
  formatted.replace('A1', ref).replace('>x<', `>${text}<`).replace('s="0"', `s="${style}"`)
const escaped = (pattern: string): string => pattern.replaceAll('"', '&quot;')

async function readXlsx(styles: string, ...rows: readonly (readonly string[])[]): Promise<string> {
  const extracted = await extractWith(
    extractXlsx,
    makeXlsx({ styles, sheets: [{ name: 'Datos', xml: sheetData(...rows) }] }),
  )
  expectSound(extracted)
  return extracted.text.replace('Datos\n\n', '')
}

describe('a cell of an XLSX', () => {
  const patterns = formats.map((code, id) => `<numFmt numFmtId="${200 + id}" formatCode="${escaped(code)}"/>`).join('')
  const cells = formats.map((_, id) => `<xf numFmtId="${200 + id}"/>`).join('')
  const styles = `<numFmts>${patterns}</numFmts><cellXfs>${cells}</cellXfs>`

  it('shows a text as the part of its format for texts says', async () => {
    const first = [styled('A1', 'A12', 1), styled('B1', 'doce', 2), styled('C1', 'oculto', 3), styled('D1', 'fin', 0)]
    const next = [styled('A2', 'B7', 5), number('B2', 12.5, 2), styled('C2', 'visto', 4), styled('D2', 'fin', 0)]
    const last = ['<c r="A3" s="1" t="str"><f>A1</f><v>C9</v></c>', number('B3', 0, 2), styled('D3', 'fin', 0)]
    expect(await readXlsx(styles, first, next, last)).toBe(
      'Ref. A12 | doce kg | | fin\nB7 | 12,5 kg | visto | fin\nRef. C9 | nada | | fin',
    )
  })

  it('shows true and false as a box where Excel draws one', async () => {
    const box =
      '<xf><extLst><ext uri="{C7286773-470A-42A8-94C5-96B5CB345126}"><xfpb:xfComplement xmlns:xfpb="x" i="0"/></ext></extLst></xf>'
    const boolean = (ref: string, value: 0 | 1, style: number): string =>
      `<c r="${ref}" s="${style}" t="b"><v>${value}</v></c>`
    const rows = [
      [inline('A1', 'Pintar'), boolean('B1', 1, 1), boolean('C1', 1, 0)],
      [inline('A2', 'Llamar'), boolean('B2', 0, 1), boolean('C2', 0, 2)],
    ]
    expect(await readXlsx(`<cellXfs><xf/>${box}<xf/></cellXfs>`, ...rows)).toBe(
      'Pintar | ☒ | VERDADERO\nLlamar | ☐ | FALSO',
    )
  })

  it('shows the signs of a font of signs, and words that are in it by mistake as words', async () => {
    const fonts = '<fonts><font><name val="Calibri"/></font><font><name val="Wingdings"/></font></fonts>'
    const sign = '<numFmts><numFmt numFmtId="200" formatCode="[=1]&quot;ü&quot;;[=0]&quot;û&quot;"/></numFmts>'
    const text = await readXlsx(
      `${sign}${fonts}<cellXfs><xf fontId="0"/><xf fontId="1"/><xf numFmtId="200" fontId="1"/></cellXfs>`,
      [styled('A1', 'ü', 1), styled('B1', 'û', 1), number('C1', 1, 2), number('D1', 0, 2)],
      [styled('A2', 'ü', 0), styled('B2', 'Total', 1), styled('C2', 'Nota', 0), number('D2', 7, 1)],
    )
    expect(text).toBe('✓ | ✗ | ✓ | ✗\nü | Total | Nota | 7')
  })

  it.each([
    ['dollars as those who write English do', '[$$-409]#,##0.00', 1234.5, '$1,234.50'],
    ['francs in a Spanish sheet', '[$CHF-807] #,##0.00', 1234.5, 'CHF 1.234,50'],
    ['a date in the other Spanish', '[$-C0A]d "de" mmmm "de" yyyy;@', 44_927, '1 de enero de 2023'],
    ['a date in English', '[$-409]mmmm d, yyyy', 44_927, 'January 1, 2023'],
    ['hours beyond a day', '[h]:mm', 1.5, '36:00'],
    ['an accounting zero', '_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-', 0, '- €'],
  ])('shows %s', async (_, pattern, value, shown) => {
    const own = `<numFmts><numFmt numFmtId="200" formatCode="${escaped(pattern)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`
    expect(await readXlsx(own, [number('A1', value), styled('B1', 'importe del año', 9)])).toBe(
      `${shown} | importe del año`,
    )
  })

  it.each([
    [38, -1234.5, '(1,235)'],
    [40, -1234.5, '(1,234.50)'],
    [44, -1234.5, '$(1,234.50)'],
    [44, 0, '$-'],
    [7, -2, '($2.00)'],
  ])('shows less than nothing in an English sheet as Excel does by its format %i', async (id, value, shown) => {
    const text = await readXlsx(`<cellXfs><xf numFmtId="${id}"/></cellXfs>`, [
      number('A1', value),
      styled('B1', 'the balance of the year', 9),
    ])
    expect(text).toBe(`${shown} | the balance of the year`)
  })
})

describe('a cell of an XLS', () => {
  it('shows texts by their format and signs by their font, as one of an XLSX does', async () => {
    const shared = (row: number, column: number, style: number, string: number): Buffer =>
      record(0x00fd, words(row, column, style, string, 0))
    const extracted = await extractWith(
      extractXls,
      makeXls({
        raisedFonts: [false, false],
        fontNames: ['Arial', 'Wingdings'],
        formats: { 200: '"Ref. "@' },
        styles: [0, 200, 0],
        styleFonts: [0, 0, 1],
        strings: ['A12', 'ü', 'hecho'],
        sheets: [{ name: 'Datos', records: [shared(0, 0, 1, 0), shared(0, 1, 2, 1), shared(0, 2, 0, 2)] }],
      }),
    )
    expectSound(extracted)
    expect(extracted.text).toBe('Datos\n\nRef. A12 | ✓ | hecho')
  })
})
