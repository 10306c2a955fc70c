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
})
