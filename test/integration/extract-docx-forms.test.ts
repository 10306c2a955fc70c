import { describe, expect, it } from 'vitest'
import { readDocxParts as read, run } from '../fixtures/extract/docx-parts.ts'

describe('fields of old forms of Word', () => {
  it('say what was chosen or written, and what they usually say only where nobody did', async () => {
    const char = (kind: string, data = ''): string =>
      `<w:r><w:fldChar w:fldCharType="${kind}">${data}</w:fldChar></w:r>`
    const field = (data: string, written?: string): string =>
      char('begin', `<w:ffData><w:name w:val="x"/><w:enabled/><w:helpText w:val="Elija"/>${data}</w:ffData>`) +
      `<w:r><w:instrText> FORM </w:instrText></w:r>` +
      (written === undefined ? '' : char('separate') + run(written)) +
      char('end')
    const line = (...parts: string[]): string => `<w:p>${parts.join('')}</w:p>`
    const entries = ['Canoa', 'Patín', 'Velero'].map((name) => `<w:listEntry w:val="${name}"/>`).join('')
    const list = (data: string, written?: string): string => field(`<w:ddList>${data}${entries}</w:ddList>`, written)
    const box = (data: string): string => field(`<w:checkBox><w:size w:val="20"/>${data}</w:checkBox>`)
    const text = (data: string, written?: string): string => field(`<w:textInput>${data}</w:textInput>`, written)
    const body =
      line(run('A '), list('<w:result w:val="2"/><w:default w:val="0"/>')) +
      line(run('B '), list('<w:default w:val="1"/>')) +
      line(run('C '), list('<w:default w:val="1"/><w:result w:val="0"/>')) +
      line(run('D '), list('')) +
      line(run('E '), list('<w:result w:val="1"/>', 'Patín')) +
      line(run('F '), list('<w:result w:val="9"/>'), run('fin')) +
      line(run('G '), box('<w:checked w:val="0"/><w:default/>'), box('<w:default w:val="1"/>'), box('<w:checked/>')) +
      line(run('H '), text('<w:default w:val="Aquí"/>', 'Lucía')) +
      line(run('I '), text('<w:default w:val="Aquí"/>')) +
      line(run('J '), text('<w:default w:val="Aquí"/>', '\u2002\u2002'), run('fin'))
    expect(await read({ body })).toEqual([
      'paragraph A Velero',
      'paragraph B Patín',
      'paragraph C Canoa',
      'paragraph D Canoa',
      'paragraph E Patín',
      'paragraph F fin',
      'paragraph G ☐☒☒',
      'paragraph H Lucía',
      'paragraph I Aquí',
      'paragraph J fin',
    ])
  })
})

describe('fields inside of the code of others', () => {
  it('are no text, as the name that a letter chooses its greeting by', async () => {
    const char = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
    const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
    const field = (inCode: string, shown: string): string =>
      char('begin') + inCode + (shown === '' ? '' : char('separate') + shown) + char('end')
    const sex = field(code(' MERGEFIELD sexo '), run('H'))
    const body =
      `<w:p>${run('Estimado ')}${field(code(' IF ') + sex + code(' = "H" "Sr." "Sra." '), run('Sr.'))}${run(' Pérez')}</w:p>` +
      `<w:p>${run('Van ')}${field(code(' = ') + sex, field(code(' REF x '), run('dos')) + run(' o tres'))}${run('.')}</w:p>` +
      `<w:p>${run('Sin fin ')}${char('begin')}${code(' PAGE ')}${sex}${run(' queda')}</w:p>`
    expect(await read({ body })).toEqual([
      'paragraph Estimado Sr. Pérez',
      'paragraph Van dos o tres.',
      'paragraph Sin fin H queda',
    ])
  })

  it('say the sign that a field stands for, whose result Word does not keep', async () => {
    const char = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
    const code = '<w:r><w:instrText xml:space="preserve"> SYMBOL 252 \\f "Wingdings" \\s 10 </w:instrText></w:r>'
    const field = char('begin') + code + char('separate') + char('end')
    const blocks = await read({ body: `<w:p>${run('Pagado ')}${field}${run('.')}</w:p>` })
    expect(blocks).toEqual(['paragraph Pagado ✓.'])
  })

  it('say an equation that is written as a field, whose result Word does not keep', async () => {
    const char = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
    const code = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`
    const field = char('begin') + code(' EQ \\f(') + code('largo,') + code('2) ') + char('separate') + char('end')
    const simple = '<w:fldSimple w:instr="EQ \\r(3,x)"/>'
    const blocks = await read({ body: `<w:p>${run('Corte a ')}${field}${run(' y a ')}${simple}${run('.')}</w:p>` })
    expect(blocks).toEqual(['paragraph Corte a largo/2 y a ∛x.'])
  })
})
