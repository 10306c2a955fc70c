import { describe, expect, it } from 'vitest'
import { readDocxParts as read, run } from '../fixtures/extract/docx-parts.ts'
import { paragraph, style } from '../fixtures/extract/make-docx.ts'

const level = (at: number, more = ''): string => {
  const text = Array.from({ length: at + 1 }, (_, index) => `%${index + 1}.`).join('')
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
}
const numbering = (...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="0">${levels.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
const named = (id: string, list: string, base = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${base === '' ? '' : `<w:basedOn w:val="${base}"/>`}<w:pPr>${list === '' ? '' : `<w:numPr>${list}</w:numPr>`}</w:pPr></w:style>`
const list = '<w:numId w:val="1"/>'
const items = (...texts: [string, string][]): string => texts.map(([id, text]) => paragraph(text, style(id))).join('')

describe('the numbers of a DOCX', () => {
  it('count on the level that a style says, in the list of the style it is based on', async () => {
    const styles =
      named('Uno', list) +
      named('Dos', '<w:ilvl w:val="1"/>', 'Uno') +
      named('Tres', '', 'Dos') +
      named('Otro', '', 'Uno')
    const body = items(['Uno', 'Objeto'], ['Dos', 'Alcance'], ['Tres', 'Excluido'], ['Uno', 'Precio'], ['Otro', 'Pago'])
    expect(await read({ body, styles, numbering: numbering(level(0), level(1)) })).toEqual([
      'list-item 1. Objeto',
      'list-item 1.1. Alcance',
      'list-item 1.2. Excluido',
      'list-item 2. Precio',
      'list-item 3. Pago',
    ])
  })

  it('count on the level that names a style, whatever level the style says', async () => {
    const styles = named('Uno', list) + named('Dos', `<w:ilvl w:val="0"/>${list}`) + named('Tres', '', 'Dos')
    const linked = (id: string): string => `<w:pStyle w:val="${id}"/>`
    const own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const body =
      items(['Uno', 'Objeto'], ['Dos', 'Alcance'], ['Tres', 'Excluido']) + paragraph('Precio', style('Dos') + own)
    expect(
      await read({ body, styles, numbering: numbering(level(0, linked('Uno')), level(1, linked('Dos'))) }),
    ).toEqual(['list-item 1. Objeto', 'list-item 1.1. Alcance', 'list-item 1.2. Excluido', 'list-item 2. Precio'])
  })

  it('are written as Word prints them, also where it names a format of its own beside one for old readers', async () => {
    const own =
      '<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    const written = (at: number, format: string, text: string): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="9"/>${format}<w:lvlText w:val="${text}"/></w:lvl>`
    const levels = [written(0, own, 'EXP-%1'), written(1, '<w:numFmt w:val="decimalEnclosedCircle"/>', '%2')]
    const at = (level: number, text: string): string =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`)
    expect(await read({ body: at(0, 'Uno') + at(0, 'Dos') + at(1, 'Tres'), numbering: numbering(...levels) })).toEqual([
      'list-item EXP-009 Uno',
      'list-item EXP-010 Dos',
      'list-item ⑨ Tres',
    ])
  })

  it('leave out what was moved away, and count it where it was moved to', async () => {
    const own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const moved = (kind: string): string =>
      `<w:p><w:pPr>${own}<w:rPr><w:move${kind} w:id="1"/></w:rPr></w:pPr><w:move${kind} w:id="2">${run('Movido')}</w:move${kind}></w:p>`
    const item = (text: string): string => paragraph(text, own)
    const body = item('Uno') + moved('From') + item('Dos') + moved('To') + item('Tres')
    expect(await read({ body, numbering: numbering(level(0)) })).toEqual(
      ['1. Uno', '2. Dos', '3. Movido', '4. Tres'].map((text) => `list-item ${text}`),
    )
  })
})
