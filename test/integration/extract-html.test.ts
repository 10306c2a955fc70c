import { describe, expect, it } from 'vitest'
import { extractHtml } from '../../src/adapters/extract/html/html-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'

async function read(body: string) {
  const extracted = await extractWith(extractHtml, `<!doctype html><title>Página</title><body>${body}</body>`)
  expectSound(extracted)
  return extracted
}

const article = Array.from(
  { length: 6 },
  (_, at) =>
    `<p>Párrafo ${at} del artículo, largo bastante para que un lector lo tome por el contenido de la página y no por su marco.</p>`,
).join('')
const links = Array.from({ length: 40 }, (_, at) => `<a href="/p${at}">Sección ${at}</a> `).join('')

describe('the content of a page', () => {
  it('is all of a document, in whatever boxes it stands and whatever they are called', async () => {
    const extracted = await read(
      `<div class="header"><h1>Manual</h1></div><div class="sidebar"><p>El horario de verano es de 8 a 15.</p></div>${article}` +
        '<aside><p>Aforo máximo: 40 personas.</p></aside><div class="footer-links"><h2>Teléfonos</h2><ul><li><a href="x">Informática: 222</a></li></ul></div>' +
        '<footer><p>Administrador: Gestoría Luna, tel. 955 22 33 44</p><p>Portera: Rosa Vidal</p><p>Contacto</p></footer><div style="display: none">Nadie lo ve</div><dialog>Tampoco</dialog>',
    )
    for (const text of ['horario de verano', 'Aforo máximo', 'Informática: 222', 'Gestoría Luna', 'Rosa Vidal']) {
      expect(extracted.text).toContain(text)
    }
    expect(extracted.text).not.toMatch(/Nadie|Tampoco/u)
  })

  it('is the article of a web site, without its menus, comments and what it offers besides', async () => {
    const extracted = await read(
      `<div class="menu">${links}</div><h1>Noticia</h1><div class="article">${article.replace('</p>', '</p><p>Foto: Ana Ruiz</p><p>Más artículos</p>')}</div>` +
        '<div class="related"><h3>Te puede interesar</h3><p>Otra noticia que también podría leer alguien</p></div>' +
        '<div id="comments"><p>¡Muy buen artículo, gracias por escribirlo!</p></div><p>© 2026 Todos los derechos reservados</p>',
    )
    expect(extracted.text).toContain('Párrafo 5')
    expect(extracted.text).not.toMatch(/Sección 3|Otra noticia|buen artículo|©|Foto: Ana|Más artículos/u)
  })

  it('has every table, whatever a reader view makes of the page', async () => {
    const table = '<table><tr><th>Referencia</th><th>Precio</th></tr><tr><td>MG-200</td><td>15,90</td></tr></table>'
    const extracted = await read(`<div class="menu">${links}</div>${article}<div class="widget">${table}</div>`)
    expect(extracted.text).toContain('MG-200 | 15,90')
  })
})

describe('blocks of a page', () => {
  it('keep empty cells, say merged ones in every row and name the columns', async () => {
    const extracted = await read(
      '<table><tr><th rowspan="2">Ref</th><th colspan="2">Precio</th></tr><tr><th>Unidad</th><th>Caja</th></tr>' +
        '<tr><td rowspan="2">Andalucía</td><td></td><td>12</td></tr><tr><td>31</td><td></td></tr></table>',
    )
    expect(outline(extracted).slice(2)).toEqual(['table-row Andalucía | | 12', 'table-row Andalucía | 31 |'])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Ref', 'Precio Unidad', 'Precio Caja']])
  })

  it('say a merged cell in the rows of its group only, however many it asks for', async () => {
    const group = (label: string, rows: string, ...more: string[]): string =>
      `<tr><th rowspan="${rows}">${label}</th><td>Estándar</td><td colspan="2" rowspan="2">19 €</td></tr><tr><td>Confort</td></tr>` +
      more.map((name) => `<tr><td>${name}</td><td>55 €</td><td>64 €</td></tr>`).join('')
    const nested = '<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>'
    const extracted = await read(
      '<table><thead><tr><th rowspan="0">Temporada</th><th rowspan="9">Parcela</th><th colspan="2">Precio</th></tr><tr><th>Semana</th><th>Domingo</th></tr></thead>' +
        `<tbody>${group('Alta', '0', 'Bungaló')}</tbody><tbody>${group('Baja', '3', nested)}</tbody><tbody>${group('Media', '8')}</tbody>` +
        '<tr><td>Grupos</td><td>Todas</td><td>9 €</td><td>12 €</td></tr><tfoot><tr><td rowspan="2">IVA</td><td>incluido</td><td>10 %</td><td>21 %</td></tr></tfoot></table>',
    )
    expect(outline(extracted).slice(2)).toEqual([
      'table-row Alta | Estándar | 19 € |',
      'table-row Alta | Confort | 19 € |',
      'table-row Alta | Bungaló | 55 € | 64 €',
      'table-row Baja | Estándar | 19 € |',
      'table-row Baja | Confort | 19 € |',
      'table-row Baja | x ¦ y | 55 € | 64 €',
      'table-row Media | Estándar | 19 € |',
      'table-row Media | Confort | 19 € |',
      'table-row Grupos | Todas | 9 € | 12 €',
      'table-row IVA | incluido | 10 % | 21 %',
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([
      ['Temporada', 'Parcela', 'Precio Semana', 'Precio Domingo'],
    ])
  })

  it('are the blocks of a page set as a table, and a table in a cell is text of it', async () => {
    const extracted = await read(
      `<table><tr><td><h2>Uno</h2>${article}</td></tr><tr><td><p>Dos párrafos</p><p>en su celda</p></td></tr></table>` +
        '<table><tr><td>a</td><td><table><tr><td>x</td><td>y</td></tr><tr><td>z</td><td>w</td></tr></table></td></tr><tr><td>b</td><td>c</td></tr></table>',
    )
    expect(outline(extracted)[0]).toBe('h2 Uno')
    expect(outline(extracted)).toContain('paragraph Dos párrafos')
    expect(outline(extracted)).toContain('table-row a | x ¦ y; z ¦ w')
  })

  it('put a term and its explanation together, and say what stands in the fields of a form', async () => {
    const extracted = await read(
      '<dl><dt>Teléfono</dt><dd>954 00 11 22</dd><dt>¿Cómo devuelvo?</dt><dd>En 30 días.</dd></dl>' +
        '<form><label>Nombre</label><input value="Lucía Ferrer"><input type="hidden" value="x1"><textarea>Entregar por la tarde</textarea></form>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Teléfono: 954 00 11 22',
      'paragraph ¿Cómo devuelvo? En 30 días.',
      'paragraph Nombre: Lucía Ferrer',
      'paragraph Entregar por la tarde',
    ])
  })

  it('say the term before each of its explanations, in a list inside of another too', async () => {
    const extracted = await read(
      '<dl><dt>Horario<dd>De 9 a 14.<dd>Sábados cerrado.<dd><img src="a.png"><dt>Sedes<dt>Oficinas<dd>Vigo.' +
        '<dl><dt>Planta</dt><dd>Primera</dd><dd>Segunda</dd></dl><dd>Lugo.<p>Con aparcamiento.</p><dt>Fax</dl><p>Fin.</p>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Horario: De 9 a 14.',
      'paragraph Horario: Sábados cerrado.',
      'paragraph Sedes, Oficinas: Vigo.',
      'paragraph Planta: Primera; Segunda',
      'paragraph Sedes, Oficinas: Lugo.',
      'paragraph Con aparcamiento.',
      'paragraph Fax',
      'paragraph Fin.',
    ])
  })

  it('sets what leads back to the mark of a note apart from the note', async () => {
    const extracted = await read(
      '<p>El 9 %<sup><a href="#n1">1</a></sup> de la renta.</p><p><a href="#sdfootnote1anc">1</a>La garantía.</p><aside id="n2"><p><sup><a href="#calledF2">2</a></sup>El depósito.</p></aside><p><a href="#c3">3</a> Renta</p>',
    )
    expect(extracted.text).toBe('El 9 %¹ de la renta.\n\n[1] La garantía.\n\n[2] El depósito.\n\n3 Renta')
  })

  it('keep raised digits apart, ordinals together, and addresses that links lead to', async () => {
    const extracted = await read(
      '<p>10<sup>6</sup> en 2023<sup>1</sup>, el 1<sup>er</sup> plazo</p><p><a href="mailto:a@b.es">escríbanos</a> <a href="tel:+34955">llame</a></p>',
    )
    expect(extracted.text).toBe('10⁶ en 2023¹, el 1er plazo\n\nescríbanos (a@b.es) llame (+34955)')
  })

  it('says what somebody wrote about a picture, not what a program calls it', async () => {
    const page = (alt: string): string => `<p>El plano <img src="a.gif" alt="${alt}"> de la nave.</p>`
    expect((await extractWith(extractHtml, page('de la planta baja'))).text).toBe(
      'El plano de la planta baja de la nave.',
    )
    for (const alt of ['Shape1', 'Imagen 12', 'plano_3.png', 'Description automatically generated']) {
      expect((await extractWith(extractHtml, page(alt))).text).toBe('El plano de la nave.')
    }
  })

  it('are read from a page that is large only by the pictures in it', async () => {
    const picture = `<img alt="captura" src="data:image/png;base64,${'QUJD'.repeat(3_000_000)}">`
    expect((await read(`<p>Treinta palabras.</p>${picture}`)).text).toBe('Treinta palabras.\n\ncaptura')
  })

  it('are items where Word or Outlook wrote a list', async () => {
    const item = (mark: string, text: string) =>
      `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${text}</p>`
    const extracted = await read(
      `<p>Acuerdos:</p>${item('a)', 'Aprobar las cuentas')}${item('·', 'Cuota: 50 €')}<p>Fin.</p>`,
    )
    expect(outline(extracted)).toEqual([
      'paragraph Acuerdos:',
      'list-item a) Aprobar las cuentas',
      'list-item - Cuota: 50 €',
      'paragraph Fin.',
    ])
  })

  it('end with the feet of a table, wherever they were written, and a title over all columns names none', async () => {
    const extracted = await read(
      '<table><thead><tr><th>Mes</th><th>Altas</th></tr></thead><tfoot><tr><td>Total</td><td>30</td></tr></tfoot><tr><td>Enero</td><td>10</td></tr></table>' +
        '<table><tr><th colspan="2">Elche</th></tr><tr><th>Altitud</th><td>86 m</td></tr></table>',
    )
    expect(outline(extracted)).toEqual([
      'table-row Mes | Altas',
      'table-row Enero | 10',
      'table-row Total | 30',
      'table-row Elche',
      'table-row Altitud | 86 m',
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Mes', 'Altas']])
  })

  it('are without what leads back from a note, what is done with a section, and what stands in place of frames', async () => {
    const extracted = await read(
      '<h2>Historia<span class="mw-editsection">[<a href="/e">editar</a>]</span></h2><p>Fue fundada en el siglo IV.</p>' +
        '<ol><li id="cite_note-1"><a href="#cite_ref-1">↑</a> Censo de 2023.</li></ol><noframes><p>Sin marcos</p></noframes>',
    )
    expect(outline(extracted)).toEqual([
      'h2 Historia',
      'paragraph Fue fundada en el siglo IV.',
      'list-item 1. Censo de 2023.',
    ])
  })

  it('say short explanations of one term together, and others each by itself', async () => {
    const long = 'una explicación que dice bastante más de lo que cabe en una línea '.repeat(3)
    const extracted = await read(
      '<dl><div><dt>Plazo</dt><dd>Tres días</dd> <dd>Un día con <b>urgencia</b></dd><dd><p>Dos en julio</p></dd></div>' +
        `<div><dt>Tasa</dt><dd>4 euros</dd></div><dt>Nota</dt><dd>${long}</dd><dd>${long}</dd>` +
        '<dt>Sede</dt><dd>Vigo</dd><dd><ul><li>Lugo</li></ul></dd><dd>Ourense<p>Cerrada</p></dd><dd>Pontevedra</dd></dl>' +
        '<table><tr><td><dl><dt>Fax</dt><dd>1</dd><dd>2</dd></dl></td><td>b</td></tr></table>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Plazo: Tres días; Un día con urgencia; Dos en julio',
      'paragraph Tasa: 4 euros',
      `paragraph Nota: ${long.trim()}`,
      `paragraph Nota: ${long.trim()}`,
      'paragraph Sede: Vigo',
      'list-item - Sede: Lugo',
      'paragraph Sede: Ourense',
      'paragraph Cerrada',
      'paragraph Sede: Pontevedra',
      'table-row Fax: 1; 2 | b',
    ])
  })

  it('say what is filled into a form and what is chosen, in the line of its label', async () => {
    const extracted = await read(
      '<form><p>Provincia: <select><option>Alicante</option><option selected>Murcia</option></select></p>' +
        '<p>Zona: <select><option value="" selected>Elija una</option><option>Norte</option></select></p>' +
        '<p><input type="checkbox" checked> Acepto <input type="radio"> No acepto</p></form>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Provincia: Murcia',
      'paragraph Zona:',
      'paragraph ☒ Acepto ☐ No acepto',
    ])
  })

  it('say a label and what stands in its field as one statement, wherever the field stands', async () => {
    const extracted = await read(
      '<form><label for=c>Riego</label> <select id=c><option>Manual</option><option selected>Goteo</option></select>' +
        '<label>Suelo <input value="Arcilla"></label><label>Pendiente:</label><br><input value="3 %">' +
        '<div><label>Notas</label></div><div><textarea>Sin vallar</textarea></div>' +
        '<ul><li><label>Pozo</label> <input type="number" value="2"> en uso</li></ul>' +
        '<table><tr><td><label>Agua</label> <input value="Sí"></td><td><label>Luz</label></td></tr></table></form>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Riego: Goteo',
      'paragraph Suelo: Arcilla',
      'paragraph Pendiente: 3 %',
      'paragraph Notas: Sin vallar',
      'list-item - Pozo: 2 en uso',
      'table-row Agua: Sí | Luz',
    ])
  })

  it('say each label with its field in a line of its own, though all stand in one', async () => {
    const extracted = await read(
      '<form><label>Vale<input value="CRUST-15"></label><label>Envuelto<input type="checkbox" checked></label><output>Total: once libras</output></form>' +
        '<form><label for=a>Día</label> <input id=a value="3"><label for=b>Urgente</label> <input id=b type=checkbox> <label for=c>Mes</label> <input id=c value="">' +
        '<label for=d>Año</label><select id=d><option selected>2026</option></select> <label for=e>Hora</label> <input id=e value="8"> en punto</form>' +
        '<form><label>Mascota</label> <label><input type="radio" checked> Sí</label> <label><input type="radio"> No</label></form>' +
        '<form>Riego <input type="radio"><label>Manual</label> <input type="radio" checked><label>Goteo</label> <input type="radio"><label>Nada</label></form>' +
        '<p>Quiero recibir <label>avisos <input type="checkbox"></label> por carta.</p>',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Vale: CRUST-15',
      'paragraph Envuelto ☒',
      'paragraph Total: once libras',
      'paragraph Día: 3',
      'paragraph Urgente ☐',
      'paragraph Mes',
      'paragraph Año: 2026',
      'paragraph Hora: 8 en punto',
      'paragraph Mascota ☒ Sí ☐ No',
      'paragraph Riego ☐ Manual ☒ Goteo ☐ Nada',
      'paragraph Quiero recibir avisos ☐ por carta.',
    ])
  })

  it('leave a label as it is where its field is empty, ticked, hidden or that of another', async () => {
    const extracted = await read(
      '<form><p><label>Riego</label> <input value=""> por goteo</p><p><label>Suelo</label> <input type="checkbox" checked></p>' +
        '<p><label for=a>Pozo</label> <input id=b value="2"></p><p><label>Agua</label> de mina <input value="Sí"></p>' +
        '<p><label>Luz</label> <input value="x" style="display:none"> No hay.</p>' +
        '<p><label><input type="radio" checked> Rural</label></p><p><label>Acceso <b>a pie</b></label></p>' +
        '<p><label>Zona</label> <select><option value="" selected>Elija</option></select></p><label>Fin',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Riego por goteo',
      'paragraph Suelo ☒',
      'paragraph Pozo 2',
      'paragraph Agua de mina Sí',
      'paragraph Luz No hay.',
      'paragraph ☒ Rural',
      'paragraph Acceso a pie',
      'paragraph Zona',
      'paragraph Fin',
    ])
  })

  it('write equations in one line, each once, and leave out how signs are read', async () => {
    const math =
      '<math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math>'
    const extracted = await read(
      `<p>Sea <span class="katex"><span class="katex-mathml">${math}</span><span class="katex-html" aria-hidden="true">E=mc2</span></span>.</p>` +
        '<p>La media es <math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>, el lado <math><mroot><mi>v</mi><mn>3</mn></mroot></math> y <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>',
    )
    expect(outline(extracted)).toEqual(['paragraph Sea E=mc^2.', 'paragraph La media es (a+b)/2, el lado ∛v y 漢.'])
  })

  it('are not read where a sheet hides them, unless a script may show them', async () => {
    const page =
      '<style>/* .aviso{display:none} */ .oculto, #pie { color: red; display : none } @media print { .papel { display: none } } div.menu .x{display:none}</style>' +
      '<p class="oculto">Secreto</p><p id="pie">Tampoco</p><p class="papel">En pantalla</p><p class="aviso">Aviso</p><p class="x">Visible</p>'
    expect((await read(page)).text).toBe('En pantalla\n\nAviso\n\nVisible')
    expect((await read(`${page}<script>abrir()</script>`)).text).toContain('Secreto')
  })

  it('are rows where boxes are shown as a table, numbers as the list writes them, and what is written in drawings', async () => {
    const extracted = await read(
      '<div style="display: table"><div style="display:table-row"><div style="display:table-cell">Plan</div><div style="display:table-cell">Precio</div></div></div>' +
        '<div role="table"><div role="row"><span role="columnheader">Talla</span><span role="columnheader">Pecho</span></div><div role="row"><span role="cell">M</span><span role="cell">98</span></div></div>' +
        '<ol type="a" start="2"><li>dos</ol><ol style="list-style-type: upper-roman"><li>uno</ol>' +
        '<svg><title>Icono</title><g><text x="1">Salida de <tspan>emergencia</tspan></text></g></svg><style>.up{vertical-align:4pt}</style><p>5 m<span style="vertical-align: super">2</span>, 3 m<span class="up">3</span></p>',
    )
    expect(outline(extracted)).toEqual([
      'table-row Plan | Precio',
      'table-row Talla | Pecho',
      'table-row M | 98',
      'list-item b. dos',
      'list-item I. uno',
      'paragraph Salida de emergencia',
      'paragraph 5 m², 3 m³',
    ])
  })

  it('are those of XML where a page is XML, and of a page that is large only by its programs and drawings', async () => {
    const xml =
      '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>A\u00f1o</p><script src="x"/><p>Fin</p></body></html>'
    expect((await extractWith(extractHtml, Buffer.from(xml, 'latin1'))).text).toBe('Año\n\nFin')
    const large = `<p>Código 7788</p><script>${'a'.repeat(6_000_000)}</script><svg>${'<path d="M1"/>'.repeat(400_000)}</svg><p>Fin</p>`
    expect((await read(large)).text).toBe('Código 7788\n\nFin')
  })
})
