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

describe('a document of a few links', () => {
  it('is read without the notice of cookies over it and the way to it, with entries that are links', async () => {
    const text = await read(
      '<div role="dialog" class="eu-cookie-compliance-banner"><h2>Usamos galletas en este sitio</h2><p>Al hacer clic nos da permiso.</p></div>' +
        '<div class="aviso-cookies">Seguimos con ello si sigue.</div><ol id="breadcrumbs"><li><a href="/">Trámites</a></li></ol>' +
        '<h1>Terrazas</h1><div class="field__label">Unidad</div><div class="field__item"><a href="/u">Vía Pública</a></div>' +
        '<p class="cookie-policy">Las terrazas no guardan galletas.</p>',
    )
    expect(text).toBe('Terrazas\n\nUnidad: Vía Pública\n\nLas terrazas no guardan galletas.')
  })
})

it.each([
  ['Política de cookies', '<div id="cookie-notice"><h2>Cookies</h2><p>Caducan a los trece meses.</p></div>'],
  ['Galletas de la abuela', '<div class="recipe cookie-bar"><p>Hornee veinte minutos.</p></div>'],
])('a page about cookies is read where it is named after them: %s', async (title, body) => {
  const { text } = await extractWith(extractHtml, `<title>${title}</title><body><h1>${title}</h1>${body}</body>`)
  expect(text).toMatch(/meses|minutos/u)
})

describe('a site with an article', () => {
  const links = Array.from({ length: 15 }, (_, at) => `<a href="/p${at}">Sección ${at}</a> `).join('')
  const article = Array.from(
    { length: 6 },
    (_, at) =>
      `<p>Frase ${at} de la casa, larga bastante para que un lector la tome por texto corrido y no por un rótulo.</p>`,
  ).join('')

  it('says what stands under a label in it, which a reader view shows in two lines', async () => {
    const field =
      '<div class="field"><div class="field--label">Colaboran</div><div class="field--item">Eva Sanz, Luis Gil</div></div>'
    const text = await read(`<div class="nav">${links}</div><main><div>${field}${article}</div></main>`)
    expect(text).toContain('Colaboran: Eva Sanz, Luis Gil')
  })

  it('says beside it where somebody is found', async () => {
    const office = (name: string, ...lines: string[]): string =>
      `<div><h3>${name}</h3>${lines.map((line) => `<p>${line}</p>`).join('')}</div>`
    const text = await read(
      `<div class="nav">${links}</div><main><h1>Contacto</h1>${article}</main>` +
        `<div class="columns">${office('Oficina de Madrid', 'Calle Mayor 5, 28013 Madrid', 'Tel. 915 550 101')}` +
        office('Oficina de Vigo', 'Rúa do Porto 7', '36201 Vigo', '+34 986 55 50 20', 'vigo@ejemplo.es') +
        `${office('Lo último', 'Hace 3 días', 'Ver más')}</div><div class="related">${office('Otra', '902 555 101')}</div>`,
    )
    for (const said of [
      'Oficina de Madrid',
      '28013 Madrid',
      '915 550 101',
      'Oficina de Vigo',
      '36201',
      '986 55',
      'vigo@',
    ])
      expect(text).toContain(said)
    expect(text).not.toMatch(/Lo último|Hace 3|Ver más|902/u)
  })
})

describe('what a sheet hides', () => {
  const sheet =
    '<style>.tab {display:none} .hint{visibility:hidden} .d-none{display:none !important} .tab.active{display:block} div.card.closed{display:none}' +
    '.hint.now{visibility:visible} .tab.active.closed{display:none} .tab.active:hover{display:none}</style>'
  const box = (classes: string, text: string): string => `<div class="${classes}"><p>${text}</p></div>`

  it('is shown where more of its names say so, and the other way round', async () => {
    const text = await read(
      box('tab active', 'General: 45 euros.') +
        box('tab', 'Reducida: 20 euros.') +
        box('active d-none tab', 'Antigua: 30 euros.') +
        box('active closed tab', 'Cerrada: 10 euros.') +
        box('card', 'Abono: 90 euros.') +
        box('card closed', 'Agotado: 60 euros.') +
        box('now hint', 'Sin permanencia.'),
      sheet,
    )
    for (const said of ['General', 'Abono', 'Sin permanencia']) expect(text).toContain(said)
    expect(text).not.toMatch(/Reducida|Antigua|Cerrada|Agotado/u)
  })
})

describe('a table of the layout', () => {
  it('gives the rows of the table that stands in it with its title, beside a menu', async () => {
    const rows = [
      ['Lavado', '9 €'],
      ['Pulido', ''],
      ['Cera', '6 €'],
    ].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    const text = await read(
      `<table><tr><td><a href="i">Inicio</a><br><a href="s">Servicios</a></td><td></td><td><b>Tarifas</b><table>${rows.join('')}</table>Se paga al recoger.</td></tr></table>`,
    )
    expect(text).toContain('Tarifas\n\nLavado | 9 €\nPulido |\nCera | 6 €\n\nSe paga al recoger.')
  })
})

describe('a page that shows nothing without its programs', () => {
  const notice = '<noscript>You need to enable JavaScript to run this app.</noscript>'
  const instead =
    '<h1>Casa rural El Pinar</h1><p>La habitación doble cuesta 52 euros con desayuno.</p><p>Se entra desde las catorce horas y se deja a mediodía.</p>'

  it.each([
    ['for readers without programs', `<noscript>${instead}</noscript><div id="main"></div>`],
    ['beside a box that waits', `<div id="root">Cargando…</div><noscript>${instead}</noscript>`],
    ['without frames', `<frameset><frame src="a.htm"><noframes>${instead}</noframes></frameset>`],
    [
      'to search engines',
      `<script type="application/ld+json">{"@type":"Article","headline":"Casa rural","description":"Sin más","about":"La habitación doble cuesta 52 euros con desayuno y se entra desde las catorce horas"}</script><div id="root"></div>`,
    ],
  ])('is what it says instead %s', async (_, body) => {
    expect(await read(body)).toMatch(/^(?:Sobre: )?La habitación doble cuesta 52 euros/mu)
  })

  it('holds no text where all it says is that it needs them', async () => {
    await expect(read(`${notice}<div id="root"></div>`)).rejects.toMatchObject({ code: 'no_text' })
  })

  it('keeps its headings beside what it tells search engines, once', async () => {
    const told = {
      '@type': 'Organization',
      name: 'Casa Rural',
      description: 'Una casa de piedra de ocho plazas. '.repeat(3),
    }
    const text = await read(
      `<h1>Molino</h1><h2>Casa Rural</h2><script type="application/ld+json">${JSON.stringify(told)}</script>`,
    )
    expect(text).toMatch(/^Molino\n\nCasa Rural\n\nDescripción: Una casa/u)
  })

  it('is as it is shown where it shows something', async () => {
    expect(await read(`<p>Un texto de la página que todos ven.</p><noscript>${instead}</noscript>`)).not.toContain('52')
  })
})
