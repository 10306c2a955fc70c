import { expect, test } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const read = (body: string): string[] =>
  htmlDrafts(body, { skipNavigation: true }).drafts.map(({ kind, text }) => `${kind} ${text.replace(/ +/g, ' ')}`)

test('what is struck through is no text, whatever says so: an element, its style, or the sheet of the page', () => {
  const sheet = '<style>.old { color: #999; text-decoration: line-through }</style>'
  expect(
    read(
      `${sheet}<p>Silla: <del>49 €</del> <ins>39 €</ins></p><p>Mesa <span class="old">120 €</span> 99 €</p>` +
        '<p>Banco <span style="text-decoration-line:line-through">80 €</span> 60 €</p>' +
        '<ul><li><s>Plan Oro: 200 €</s></li><li>Plan Plata: 150 €</li></ul><del><p>Cierra a las 20 h.</p></del><p><u>Fin</u></p>',
    ),
  ).toEqual([
    'paragraph Silla: 39 €',
    'paragraph Mesa 99 €',
    'paragraph Banco 60 €',
    'list-item - Plan Plata: 150 €',
    'paragraph Fin',
  ])
})

test('a cell whose text is struck through is empty, and the others stay in their columns', () => {
  const table =
    '<table><tr><th>Artículo</th><th>Antes</th><th>Ahora</th></tr><tr><td>Sofá</td><td style="text-decoration: line-through">900 €</td><td>700 €</td></tr></table>'
  expect(read(table).at(-1)).toBe('table-row Sofá | | 700 €')
})

test('with it goes what its pictures show, its links lead to and its fields hold', () => {
  const old = '<a href="mailto:viejo@ejemplo.es">Viejo</a><br><img src="x" alt="Oferta"><input value="77"> sí'
  expect(read(`<p>Contacto: <del>${old}</del> <a href="mailto:ana@ejemplo.es">Ana</a></p>`)).toEqual([
    'paragraph Contacto: \n Ana (ana@ejemplo.es)',
  ])
})

test('of several declarations the last one holds', () => {
  const sheet =
    '<style>.a { text-decoration: line-through; text-decoration: none } .b { text-decoration: line-through } .b { text-decoration: underline }</style>'
  const own = 'text-decoration: none; text-decoration-line: line-through'
  expect(read(`${sheet}<p class="a">Ahora 30 €</p><p class="b">Hoy</p><p style="${own}">Ayer</p>`)).toEqual([
    'paragraph Ahora 30 €',
    'paragraph Hoy',
  ])
})
