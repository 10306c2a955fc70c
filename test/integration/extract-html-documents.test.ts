import { describe, expect, it } from 'vitest'
import { extractHtml } from '../../src/adapters/extract/html/html-engine.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'

const read = async (body: string, head = '') =>
  (await extractWith(extractHtml, `<!doctype html><title>Normas</title>${head}<body>${body}</body>`)).text

describe('a page that leads nowhere', () => {
  const card = (title: string, inner: string): string => `<div class="card"><h2>${title}</h2>${inner}</div>`
  const policy =
    '<div><h1>Normas de seguridad</h1></div>' +
    card(
      'Contraseñas',
      '<ul><li>No se permite compartir contraseñas con terceros.</li><li>Cambie la clave cada 90 días.</li></ul>',
    ) +
    card(
      'Navegador',
      '<div>JavaScript debe estar activado en la intranet.</div><div>Las cookies caducan a las 8 horas.</div>',
    ) +
    card('Altas', '<p>Privacy policy training is part of every sign up.</p><p>Menús reservados</p>')

  it('is a document, whatever words of web sites its statements hold', async () => {
    const text = await read(policy)
    for (const said of [
      'compartir contraseñas',
      'JavaScript debe',
      'cookies caducan',
      'part of every sign up',
      'Menús',
    ]) {
      expect(text).toContain(said)
    }
  })

  it('says also what stands in a margin in a few words, but not what sites write in theirs', async () => {
    const text = await read(
      `${policy}<div class="meta">Confidencial</div><aside><p>Uso interno</p></aside>` +
        '<footer><p>Edición de prueba</p><p>© 2026 Todos los derechos reservados</p><div class="share">Compartir</div></footer>',
    )
    for (const said of ['Confidencial', 'Uso interno', 'Edición de prueba']) expect(text).toContain(said)
    expect(text).not.toMatch(/©|\nCompartir/u)
  })
})
