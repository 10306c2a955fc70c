import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { extractHtml } from '../../src/adapters/extract/html/html-engine.ts'
import { extractMarkdown } from '../../src/adapters/extract/markdown/markdown-engine.ts'
import { extractPlainText } from '../../src/adapters/extract/text/plain-text-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { spanishText, wrap } from '../fixtures/extract/make-pdf.ts'

const spanish =
  'El año pasado la compañía creció un 12 %. ¿Cuál fue la razón? Según la dirección, la atención al público y el diseño de los envíos. ' +
  'También mejoró la logística en Cádiz, Málaga y Logroño, con más vehículos eléctricos y una plantilla mayor.'

describe('plain text', () => {
  it.each(['utf8', 'utf16le', 'windows-1252', 'iso-8859-15', 'macroman', 'cp850'])('reads %s', async (encoding) => {
    const bytes = iconv.encode(spanish, encoding, { addBOM: encoding.startsWith('utf') })
    expect((await extractWith(extractPlainText, bytes)).text).toBe(spanish)
  })

  it('reads a short Spanish line in windows-1252, where detectors guess wrong', async () => {
    expect((await extractWith(extractPlainText, Buffer.from('Año nuevo', 'latin1'))).text).toBe('Año nuevo')
  })

  it('joins lines wrapped at a width, and keeps lists, headings and long lines apart', async () => {
    const [first, second] = [spanishText(1, 3), spanishText(2, 3)]
    const wrapped = `Manual breve\r\n\r\nArtículo 1. Objeto\r\n\r\n${wrap(first, 72).join('\r\n')}\r\n\r\n- uno\r\n- dos\r\n\r\n${wrap(second, 72).join('\r\n')}`
    const extracted = await extractWith(extractPlainText, wrapped)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Manual breve',
      'h5 Artículo 1. Objeto',
      `paragraph ${first}`,
      'list-item - uno',
      'list-item - dos',
      `paragraph ${second}`,
    ])
    const unwrapped = await extractWith(extractPlainText, `${first}\n${second}`)
    expect(outline(unwrapped)).toEqual([`paragraph ${first}`, `paragraph ${second}`])
  })

  it('composes letters, drops control characters and refuses a file without letters', async () => {
    const extracted = await extractWith(extractPlainText, 'Acción\u0000 de\u00ADtenida\u200B en ﬁla')
    expect(extracted.text).toBe('Acción detenida en fila')
    await expect(extractWith(extractPlainText, ' \n\t--- \n')).rejects.toMatchObject({ code: 'no_text' })
  })

  it('refuses more text than the limit, before reading when it can', async () => {
    await expect(extractWith(extractPlainText, 'ab '.repeat(2_000), { maxTextChars: 1_000 })).rejects.toMatchObject({
      code: 'too_much_text',
    })
    await expect(extractWith(extractPlainText, 'ab '.repeat(400), { maxTextChars: 1_000 })).rejects.toMatchObject({
      code: 'too_much_text',
    })
  })
})

describe('Markdown', () => {
  it('has the title of its fields as a heading above them, unless the text has it', async () => {
    const fields = '---\ntitle: Política de viajes\nautor: Ana Ruiz\n---\n'
    expect(outline(await extractWith(extractMarkdown, `${fields}# Viajes\n`))).toEqual([
      'h1 Política de viajes',
      'paragraph autor: Ana Ruiz',
      'h1 Viajes',
    ])
    expect(outline(await extractWith(extractMarkdown, `${fields}# Política de viajes\n`))).toEqual([
      'h1 Política de viajes',
      'paragraph autor: Ana Ruiz',
    ])
  })

  it('reads headings, lists, tables, code, quotes and front matter, and strips inline marks', async () => {
    const source = [
      '---',
      'title: "Guía de uso"',
      '---',
      'Primeros pasos',
      '==============',
      '',
      'Un **párrafo** con [enlace](http://x.y/a_(b)), `código *x*`, snake_case_name, _cursiva_ y 5 * 3 * 2.',
      'Segunda línea.',
      '',
      '## Artículo 3 {#art}',
      '- uno',
      '  sigue',
      '- [x] dos',
      '',
      '| a | b |',
      '|---|---|',
      '| 1 | **2** |',
      '',
      '```js',
      '# no es un título',
      '',
      '  y()',
      '```',
      '> cita con \\*escape\\*',
      '***',
      'Fin.',
    ].join('\n')
    const extracted = await extractWith(extractMarkdown, source)
    expectSound(extracted)
    expect(extracted.title).toBe('Guía de uso')
    expect(outline(extracted)).toEqual([
      'h1 Guía de uso',
      'h1 Primeros pasos',
      'paragraph Un párrafo con enlace, código *x*, snake_case_name, cursiva y 5 * 3 * 2. Segunda línea.',
      'h2 Artículo 3',
      'list-item - uno sigue',
      'list-item - [x] dos',
      'table-row a | b',
      'table-row 1 | 2',
      'code # no es un título\n\n  y()',
      'paragraph cita con *escape*',
      'paragraph Fin.',
    ])
  })
})

describe('HTML', () => {
  const article = Array.from({ length: 6 }, (_, index) => `<p>${spanishText(index, 5)}</p>`).join('')

  it('keeps the main content and its structure, without navigation, scripts and styles', async () => {
    const html =
      '<!doctype html><html><head><title>Informe anual</title><style>p{}</style></head><body><nav><a href="/">Inicio</a></nav>' +
      `<main><h1>Informe anual</h1><h2>Resultados</h2>${article}<ul><li>uno<ul><li>dentro</li></ul></li><li>dos</ul>` +
      '<table><tr><th>Mes<th>Venta<tr><td>Enero<td><p>1.000</p><p>euros</p></table></main><script>alert(1)</script>' +
      '<footer>Aviso legal</footer></body></html>'
    const extracted = await extractWith(extractHtml, html)
    expectSound(extracted)
    expect(extracted.title).toBe('Informe anual')
    const lines = outline(extracted)
    expect(lines.slice(0, 3)).toEqual(['h1 Informe anual', 'h2 Resultados', `paragraph ${spanishText(0, 5)}`])
    expect(lines.slice(-5)).toEqual([
      'list-item - uno',
      'list-item - dentro',
      'list-item - dos',
      'table-row Mes | Venta',
      'table-row Enero | 1.000 euros',
    ])
    expect(extracted.text).not.toMatch(/Inicio|Aviso legal|alert/)
  })

  it('keeps everything visible of a page that has no main content', async () => {
    const links = Array.from({ length: 40 }, (_, index) => `<div><a href="/${index}">Oficina ${index}</a></div>`).join(
      '',
    )
    const extracted = await extractWith(extractHtml, `<html><body>${links}</body></html>`)
    expect(extracted.blocks.length).toBe(40)
  })

  it('keeps the addresses and numbers that links lead to', async () => {
    const extracted = await extractWith(
      extractHtml,
      '<body><p>Contacto: <a href="mailto:ventas@ejemplo.es">escríbanos</a> o <a href="tel:+34955000000">llame</a> al ' +
        '<a href="tel:+34900111222">900 111 222</a> o <a href="/x">lea</a>.</p>',
    )
    expect(extracted.text).toBe('Contacto: escríbanos (ventas@ejemplo.es) o llame (+34955000000) al 900 111 222 o lea.')
  })

  it.each([
    ['the declared encoding', '<meta charset="iso-8859-1">', 'latin1'],
    ['the bytes, when the declaration is wrong', '<meta charset="utf-8">', 'latin1'],
    ['UTF-8, when another is declared', '<meta charset="windows-1252">', 'utf8'],
  ] as const)('decodes by %s', async (_, meta, encoding) => {
    const page = Buffer.from(`<html><head>${meta}</head><body><p>${spanish}</p></body></html>`, encoding)
    expect((await extractWith(extractHtml, page)).text).toBe(spanish)
  })
})
