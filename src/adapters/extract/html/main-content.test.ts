import { expect, test } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'
import { blockKey, mainContent } from './main-content.ts'

const links = Array.from({ length: 40 }, (_, at) => `<a href="/p${at}">Sección ${at}</a> `).join('')
const sentences = (what: string): string[] =>
  Array.from(
    { length: 6 },
    (_, at) =>
      `Frase ${at} de ${what}, larga bastante para que un lector la tome por texto corrido y no por un rótulo.`,
  )
const paragraphs = (what: string): string =>
  sentences(what)
    .map((text) => `<p>${text}</p>`)
    .join('')

/** Blocks kept of a web site of whose blocks a reader view shows those. */
function kept(body: string, readable: readonly string[]): string[] {
  const page = htmlDrafts(`<body><div class="menu">${links}</div>${body}`, { skipNavigation: true })
  return mainContent(page, new Set(readable.map(blockKey))).map(({ text }) => text)
}

test('the box that holds the text of a page is its content, whatever it is called, where a reader view missed it', () => {
  const boxed = (name: string): string =>
    `<div class="${name}">${paragraphs('la noticia').repeat(4)}<p>Así acabó todo.</p></div><p>${sentences('otra')[0]}</p>`
  expect(kept(boxed('widget'), sentences('otra').slice(0, 1))).toContain('Así acabó todo.')
  expect(kept(boxed('comments'), sentences('otra').slice(0, 1))).not.toContain('Así acabó todo.')
})

test('a box called a part of the frame is frame where a reader view found the content elsewhere', () => {
  const beside = `${paragraphs('la noticia').repeat(2)}<div class="widget"><p>Un aviso de pocas palabras</p></div>`
  expect(kept(beside, sentences('la noticia'))).not.toContain('Un aviso de pocas palabras')
})

test('a lead between the title and the text belongs to the article, names and dates there do not', () => {
  const lead =
    '<h1>Noticia</h1><p>El agua volverá a toda la ciudad el lunes.</p><p>Ana Ruiz</p><p>Madrid</p><p>Ayer</p>'
  const shown = kept(`${lead}${paragraphs('la noticia')}`, sentences('la noticia'))
  expect(shown.slice(0, 3)).toEqual([
    'Noticia',
    'El agua volverá a toda la ciudad el lunes.',
    sentences('la noticia')[0],
  ])
})

test('lines that point to other pages, mark adverts or name a part of the frame are no content of a site', () => {
  const [first = '', ...rest] = sentences('la noticia').map((text) => `<p>${text}</p>`)
  const pointer = '<p>VEA TAMBIÉN: <a href="/otra">Otra noticia de la casa con mucho detalle</a></p>'
  const told = '<p>Los datos: el informe anual, <a href="/informe">aquí</a></p>'
  const framed = `<div class="sidebar"><h3>Lo mejor del mes</h3><p>${sentences('la oferta')[0]}</p></div>`
  const shown = kept(`${first}${pointer}<p>- Anzeige -</p>${told}${rest.join('')}${framed}`, [
    ...sentences('la noticia'),
    'VEA TAMBIÉN: Otra noticia de la casa con mucho detalle',
    'Los datos: el informe anual, aquí',
    '- Anzeige -',
  ])
  expect(shown.filter((text) => !sentences('la noticia').includes(text))).toEqual([
    'Los datos: el informe anual, aquí',
    sentences('la oferta')[0],
  ])
})

test('figures behind their names belong to the article below which they stand, other short lines do not', () => {
  const facts = '<h2>Sanciones</h2><ul><li>Leve: 200 euros</li><li>Ver también</li></ul><p>Foto: Ana Ruiz</p>'
  const shown = kept(`${paragraphs('la noticia')}${facts}`, sentences('la noticia'))
  expect(shown.slice(-2)).toEqual(['Sanciones', '- Leve: 200 euros'])
})

test('what a site says of its hours, prices and whereabouts in a margin or foot is content, with its head, what else stands there is not', () => {
  const margin =
    '<aside><h3>Horario</h3><p>Lunes a viernes: 8:00–14:00</p><p>V de 9 a 15 h</p><p>Domingos cerrado</p><p>Aforo: 40 personas</p><h3>Lo mejor del mes</h3><p>Un aviso breve</p><h3>Tarifas</h3><ul><li>Hora de taller: 48 €</li><li>Oferta de la semana</li></ul></aside>'
  const foot =
    '<footer><h4>Dónde estamos</h4><p>Calle del Río 14<br>50014 Zaragoza</p><p>CIF: B-50123456</p><p>© 2025 Taller Ibáñez, tel. 976 47 00 00. Todos los derechos reservados.</p><p>© 2025 Taller Ibáñez</p></footer>'
  const shown = kept(`${paragraphs('la noticia')}${margin}${foot}`, sentences('la noticia'))
  expect(shown.slice(sentences('la noticia').length)).toEqual([
    'Horario',
    'Lunes a viernes: 8:00–14:00',
    'V de 9 a 15 h',
    'Domingos cerrado',
    'Aforo: 40 personas',
    'Tarifas',
    '- Hora de taller: 48 €',
    'Dónde estamos',
    'Calle del Río 14\n50014 Zaragoza',
    'CIF: B-50123456',
    '© 2025 Taller Ibáñez, tel. 976 47 00 00. Todos los derechos reservados.',
  ])
})

test('what readers wrote is no price or address of the house', () => {
  const voices = '<div class="comments"><p>Yo pagué: 90 €</p><p>Llámame al 600 12 34 56</p></div>'
  expect(kept(`${paragraphs('la noticia')}${voices}`, sentences('la noticia'))).toEqual(sentences('la noticia'))
})

test('links under the label of a list of other pages go with it, even where a reader view shows them', () => {
  const related =
    '<h3>Weitere Artikel</h3><ul><li><a href="/a">Neue Pumpen für den Keller</a></li><li><a href="/b">Rohre im Winter</a></li></ul><p>Zum Schluss gilt der alte Satz.</p>'
  const readable = [
    ...sentences('la noticia'),
    'Weitere Artikel',
    'Neue Pumpen für den Keller',
    'Rohre im Winter',
    'Zum Schluss gilt der alte Satz.',
  ]
  expect(kept(`${paragraphs('la noticia')}${related}`, readable).at(-1)).toBe('Zum Schluss gilt der alte Satz.')
  expect(kept(`${paragraphs('la noticia')}${related}`, readable)).toHaveLength(sentences('la noticia').length + 1)
})

test('a label is frame where no reader view is to be had, and a line that only begins as one is none', () => {
  const page = `<h3>Beliebt</h3><p>Artikel teilen</p><p>Follow us on Facebook!</p><p>Suscríbete a nuestro boletín mensual.</p><p>Follow the arrows to the exit</p><p>Recommended dose: 5 mg</p><p>Tag der offenen Tür: 12. Mai</p><p>Siga las instrucciones del médico</p>`
  expect(kept(page, []).slice(1)).toEqual([
    'Beliebt',
    'Follow the arrows to the exit',
    'Recommended dose: 5 mg',
    'Tag der offenen Tür: 12. Mai',
    'Siga las instrucciones del médico',
  ])
})

test('a sentence that begins like a label of the frame is content, and so is an hour beside a request', () => {
  const said = [
    'In this section we describe the pump',
    'Rate this pump at 5 bar',
    'Ver también el artículo 5',
    'Siga en la página 5',
    'Get the key from our office by phone',
    'Síganos por la escalera',
    'Síguenos en Facebook, de 9 a 14 h',
    'Abrimos mañana. Síguenos en Instagram.',
  ]
  const frame =
    '<p>Follow us on Facebook!</p><p>Síguenos: aquí</p><p>Get the latest news by email</p><p>Ver también <a href="/x">otras ordenanzas de la zona</a></p>'
  const shown = kept(`${paragraphs('la noticia')}${frame}<p>${said.join('</p><p>')}</p>`, [
    ...sentences('la noticia'),
    ...said,
  ])
  expect(shown.slice(sentences('la noticia').length)).toEqual(said)
})
