import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractEpub } from '../../src/adapters/extract/epub/epub-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeEpub } from '../fixtures/extract/make-epub.ts'

const read = (parts: Parameters<typeof makeEpub>[0]) => extractWith(extractEpub, makeEpub(parts))

describe('EPUB', () => {
  it.each([
    ['3', { names: ['Prólogo', 'La casa'] }],
    ['2', { oldNames: ['Prólogo', 'La casa'] }],
  ])(
    'reads chapter by chapter, with the names of the contents of EPUB %s where a chapter has none',
    async (_, names) => {
      const extracted = await read({
        title: 'El libro de las casas',
        chapters: [
          '<p>Era de noche.</p><ul><li>uno</li></ul>',
          '<h2>La casa</h2><p>Grande<a id="n"/> y <i/>vacía.</p>',
        ],
        ...names,
      })
      expectSound(extracted)
      expect(outline(extracted)).toEqual([
        'h1 Prólogo',
        'paragraph Era de noche.',
        'list-item - uno',
        'h2 La casa',
        'paragraph Grande y vacía.',
      ])
      expect(extracted.title).toBe('El libro de las casas')
    },
  )

  it('takes no names from lists of pages and of places', async () => {
    const href = (at: number): string => `text/cap%C3%ADtulo%20${at}.xhtml`
    const link = (at: number, name: string): string => `<ol><li><a href="${href(at)}">${name}</a></li></ol>`
    const chapters = ['<p>Uno.</p>', '<p>Dos.</p>']
    const navigation = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="landmarks">${link(0, 'Bodymatter')}</nav><nav epub:type="toc">${link(0, 'Cierre')}</nav><nav epub:type="page-list">${link(1, '37')}</nav></body></html>`
    const named = ['h1 Cierre', 'paragraph Uno.', 'paragraph Dos.']
    const bytes = new TextEncoder()
    expect(outline(await read({ chapters, extra: { 'OEBPS/nav.xhtml': bytes.encode(navigation) } }))).toEqual(named)
    const target = (at: number, name: string): string =>
      `<navLabel><text>${name}</text></navLabel><content src="${href(at)}"/>`
    const old = `<ncx xmlns="n"><navMap><navPoint>${target(0, 'Cierre')}</navPoint></navMap><pageList><pageTarget>${target(1, '37')}</pageTarget></pageList></ncx>`
    expect(outline(await read({ chapters, extra: { 'OEBPS/toc.ncx': bytes.encode(old) } }))).toEqual(named)
  })

  it('reads tables, and a book without contents', async () => {
    const extracted = await read({
      chapters: ['<table><tr><th>Mes</th><th>Venta</th></tr><tr><td>Enero</td><td>10</td></tr></table>'],
    })
    expect(outline(extracted)).toEqual(['table-row Mes | Venta', 'table-row Enero | 10'])
  })

  it('keeps apart what its sheets raise', async () => {
    const sheet = '.b { font-size: .58em; position: relative; top: -0.33em }\n.c { top: 0.33em }'
    const manifest =
      '<item id="a" href="text/capítulo 0.xhtml" media-type="application/xhtml+xml"/><item id="s" href="s.css" media-type="text/css"/>'
    const extracted = await read({
      chapters: ['<p>10<span class="b">6</span> kg, H<span class="c">2</span>O</p>'],
      extra: {
        'OEBPS/s.css': new TextEncoder().encode(sheet),
        'OEBPS/book.opf': new TextEncoder().encode(
          `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${manifest}</manifest><spine><itemref idref="a"/></spine></package>`,
        ),
      },
    })
    expect(outline(extracted)).toEqual(['paragraph 10⁶ kg, H2O'])
  })

  it('leaves out the arrows that lead back from notes', async () => {
    const note = '<p>Salvo festivos.<a href="#r" class="footnote-back" role="doc-backlink">↩︎</a></p>'
    expect(outline(await read({ chapters: [note] }))).toEqual(['paragraph Salvo festivos.'])
  })

  it('tells of chapters that are missing', async () => {
    const extracted = await read({
      chapters: ['<p>Uno.</p>'],
      extra: {
        'OEBPS/book.opf': new TextEncoder().encode(
          '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="text/capítulo 0.xhtml" media-type="application/xhtml+xml"/><item id="b" href="no.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        ),
      },
    })
    expect(extracted.text).toBe('Uno.')
    expect(extracted.warnings).toEqual([warning('chapters_missing', { chapters: 1 })])
  })

  it('refuses a book that is protected against copying, and one without a package', async () => {
    const encryption =
      '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/1.xhtml"/></CipherData></EncryptedData></encryption>'
    await expect(
      read({ chapters: ['<p>x</p>'], extra: { 'META-INF/encryption.xml': new TextEncoder().encode(encryption) } }),
    ).rejects.toMatchObject({ code: 'password_protected' })
    await expect(
      read({ chapters: ['<p>x</p>'], extra: { 'META-INF/container.xml': new TextEncoder().encode('<container/>') } }),
    ).rejects.toMatchObject({ code: 'corrupt_file' })
  })

  it('takes for headings what it only prints as such, in a book that has none', async () => {
    const style =
      '<style>.t { font-size: 26pt } p.c{font-size:14.0000pt;font-weight:bold} .s { font-size: 108% } .n, .b { font-size: .8em }</style>'
    const extracted = await read({
      title: 'Unknown Title',
      chapters: [
        `${style}<p><span class="t">Manual de la casa</span></p>`,
        `${style}<p class="c">Entrada</p><p class="n">La puerta se abre con la llave <span class="t">grande</span>.</p><p class="s"><b>Timbre</b></p><p class="b">Suena dos veces, y otra vez si nadie viene.</p><p class="b"><b>Ojo</b></p>`,
      ],
      names: ['Section 1', 'Entrada'],
    })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Manual de la casa',
      'h1 Entrada',
      'paragraph La puerta se abre con la llave grande.',
      'h2 Timbre',
      'paragraph Suena dos veces, y otra vez si nadie viene.',
      'paragraph Ojo',
    ])
    expect(extracted.title).toBe('Manual de la casa')
  })

  it('says once how a chapter is called that begins with its name', async () => {
    const extracted = await read({
      chapters: ['<h1>Prólogo</h1><p>Era de noche.</p>', '<p>La   casa</p><p>Grande y vacía.</p>'],
      names: ['Prólogo', 'La casa'],
    })
    expect(outline(extracted)).toEqual([
      'h1 Prólogo',
      'paragraph Era de noche.',
      'h1 La casa',
      'paragraph Grande y vacía.',
    ])
  })

  it('leaves running text in larger type as it is', async () => {
    const verse = '<p style="font-size: 16pt">Verde que te quiero verde</p>'.repeat(3)
    const extracted = await read({ chapters: [`${verse}<p>Verde viento, verdes ramas.</p>`] })
    expect(extracted.blocks.every(({ kind }) => kind === 'paragraph')).toBe(true)
  })
})
