import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { readBlocks } from './block-windows.ts'
import { splitFrontMatter } from './front-matter.ts'
import { markdownDrafts } from './markdown-drafts.ts'

const read = (...lines: readonly string[]): string[] =>
  markdownDrafts(lines.join('\n')).map(
    ({ kind, level, text }) => `${level === undefined ? kind : `h${level}`} ${text.trim()}`,
  )

describe('blocks of Markdown', () => {
  it('ends a fence where its quote ends, and goes on with the text after it', () => {
    expect(read('> [!NOTE]', '> ```', '> npm start', '> ```', '', 'Después.')).toEqual([
      'code npm start',
      'paragraph Después.',
    ])
    expect(read('> ```', '> a', '', 'Fuera.')).toEqual(['code a', 'paragraph Fuera.'])
  })

  it('keeps lines apart that are fields beside other lines, clauses, or end before there was need', () => {
    const flat = [
      'Ático de 55 m² con terraza.',
      'Renta: 1.380 €/mes',
      'Saldo a 31 de dic. de 2023: 3.379,12 €',
      'Mascotas: una',
    ]
    expect(read(...flat)).toEqual(flat.map((line) => `paragraph ${line}`))
    const unwrapped = `Every member has a vote, and nobody has more than one of them${', neither here nor there'.repeat(4)}.`
    const signed = ['Judith Amory, vicar and chair', 'Clive Banham, honorary treasurer']
    expect(read(unwrapped, '', ...signed).slice(1)).toEqual(signed.map((line) => `paragraph ${line}`))
    const clauses = ['1.1 Working hours are 38 a week.', '1.2 Overtime must be agreed beforehand.']
    expect(read(unwrapped, '', ...clauses).slice(1)).toEqual(clauses.map((line) => `paragraph ${line}`))
  })

  it('leaves together what is wrapped, and sentences of one paragraph', () => {
    const wrapped = [
      'La visita de obra se hizo con la arquitecta técnica, que vino desde Burgos con',
      'Honorio Cueto, el conserje de la finca; este les abrió la azotea y los trasteros.',
      'Nadie más estuvo.',
    ]
    expect(read(...wrapped)).toHaveLength(1)
  })

  it('counts numbered lists from their first number, inside each other too', () => {
    expect(read('3. tres', '3. cuatro', '   - dentro', '     1. hondo', '   - más', '3. cinco', '', '- otra')).toEqual([
      'list-item 3. tres',
      'list-item 4. cuatro',
      'list-item - dentro',
      'list-item 1. hondo',
      'list-item - más',
      'list-item 5. cinco',
      'list-item - otra',
    ])
  })

  it('gives the mark of an item to its first paragraph only', () => {
    expect(read('- uno', '', '  sigue', '', '- [x] dos')).toEqual([
      'list-item - uno',
      'paragraph sigue',
      'list-item - [x] dos',
    ])
  })

  it('reads a table by rows, with empty cells in their place and pipes inside cells', () => {
    expect(read('| a | b | c |', '|---|:-:|---|', '| 1 |  | `x\\|y` |', '', 'Fin')).toEqual([
      'table-row a | b | c',
      'table-row 1 |  | x|y',
      'paragraph Fin',
    ])
  })

  it('reads lines between pipes as rows without the line under their head', () => {
    expect(read('| a | **b** |', '| 1 | 2 |', '', '|a| y |b')).toEqual([
      'table-row a | b',
      'table-row 1 | 2',
      'paragraph |a| y |b',
    ])
  })

  it('reads headings of both kinds, with marks inside, without anchors', () => {
    expect(read('Uno *dos*', '===', '### Tres ###', '## Cuatro {#cuatro}')).toEqual([
      'h1 Uno dos',
      'h3 Tres',
      'h2 Cuatro',
    ])
  })

  it('reads the text of HTML and leaves out comments over several lines', () => {
    expect(
      read('Uno.', '', '<!--', 'BORRADOR', '', 'secreto', '-->', '', '<div>Dos</div>', '', 'Tres<br>cuatro'),
    ).toEqual(['paragraph Uno.', 'paragraph Dos', 'paragraph Tres cuatro'])
  })

  it('makes a paragraph of each footnote, tied to its mark', () => {
    expect(read('Reducido[^1] y general[^nota].', '', '[^1]: Diez.', '[^nota]: Veintiuno.')).toEqual([
      'paragraph Reducido[1] y general[nota].',
      'paragraph [1] Diez.',
      'paragraph [nota] Veintiuno.',
    ])
  })
})

describe('marks inside a block', () => {
  it('leave no box beside what is struck through', () => {
    const texts = markdownDrafts('- [x] ~~Pintar~~\n- [ ] Barrer\n- [ ]').map(({ text }) => text.trim())
    expect(texts).toEqual(['- [ ] Barrer', '- [ ]'])
  })

  it.each([
    [
      'a picture by its words, whatever its address',
      `![captura](data:image/png;base64,${'AAEC'.repeat(900)})`,
      'captura',
    ],
    ['a picture inside a link', '[![logo](l.png)](https://x.y)', 'logo'],
    ['an address of mail behind the words', '[atención](mailto:hola@x.es?subject=a)', 'atención (hola@x.es)'],
    ['no address twice', '[hola@x.es](mailto:hola@x.es)', 'hola@x.es'],
    ['a telephone number', '[llame](tel:+34955000000)', 'llame (+34955000000)'],
    ['no address of a page', '[bases](https://x.es/b.pdf)', 'bases'],
    ['an address between angle brackets', '<hola@x.es> <https://x.es>', 'hola@x.es https://x.es'],
    ['an address with its scheme between angle brackets', '<mailto:hola@x.es>', 'hola@x.es'],
    [
      'an address that a tag holds',
      '<a class="x" href="mailto:hola@x.es?subject=a"><b>la caja</b></a> y <a href=tel:955000000>la casa</a>',
      'la caja (hola@x.es) y la casa (955000000)',
    ],
    ['no address of a page that a tag holds', '<a name="b"></a>Las <a href="/b.pdf">bases</a></a>', 'Las bases'],
    ['raised digits apart from their number', '10<sup>6</sup>', '10^6'],
    [
      'a file in the text as what it is',
      `data:image/png;base64,${'AAEC'.repeat(900)} fin`,
      'data:image/png;base64, fin',
    ],
    ['a box that is ticked or not', '- [x] hecho', '- [x] hecho'],
    ['entities by name and number', '3 &euro; caf&eacute; &#35; &nope;', '3 € café # &nope;'],
    ['escapes', '\\*no\\* 5 * 3', '*no* 5 * 3'],
    ['code as it stands', '`a *b* &amp;`', 'a *b* &amp;'],
    ['emphasis', '**a** _b_ snake_case_name', 'a b snake_case_name'],
    [
      'nothing of what is struck through, however it is written',
      'Curso: ~~49 € [aquí](x)~~ 39 €, <del>antes <b>60</b></del> 50 y <s>sin fin',
      'Curso:  39 €,  50 y sin fin',
    ],
    [
      'one tilde as it stands',
      'Entre 5~10 °C y a 2~3 bar, ~6 kg, S80~Y84',
      'Entre 5~10 °C y a 2~3 bar, ~6 kg, S80~Y84',
    ],
    ['lowered letters', 'H~2~O, CaCO~3~, log~2~, x~max~', 'H2O, CaCO3, log2, xmax'],
    ['names between tildes', 'San Juan~Pedro~Luis, copia~1~', 'San Juan~Pedro~Luis, copia~1~'],
    ['a line break', 'a  \nb\nc', 'a\nb c'],
    ['tags', 'H<sub>2</sub>O <img src="x" alt="foto"> <!-- c -->.', 'H2O foto .'],
  ])('read %s', (_, source, text) => {
    expect(markdownDrafts(source).map((draft) => draft.text)).toEqual([text])
  })

  it('read references to what is defined anywhere, and by its first definition', () => {
    const source = '[a][b] [b] [c]\n\n[b]: mailto:uno@x.es\n[B]: mailto:dos@x.es'
    expect(read(source)).toEqual(['paragraph a (uno@x.es) b (uno@x.es) [c]'])
  })

  it('are read in a paragraph with more of them than anybody writes', () => {
    const [draft] = markdownDrafts('**a** [b](c) '.repeat(2_000))
    expect(draft?.text.trim()).toBe('a b '.repeat(2_000).trim())
  })
})

describe('marks of programs for notes', () => {
  it('leave the words that a link shows, and nothing of what was remarked for oneself', () => {
    const source =
      'Véase [[Proveedores|la lista]] y las tarifas ![[plano.png]].\n\n%% no se ve %%\n\n`[[ -f x ]]` y 50%% de 60%%\n\n## Compras {#compras .unnumbered}'
    expect(markdownDrafts(source).map(({ text }) => text.trim())).toEqual([
      'Véase la lista y las tarifas .',
      '[[ -f x ]] y 50%% de 60%%',
      'Compras',
    ])
  })
})

describe('links between notes and framed remarks', () => {
  it('are read without their marks, what only looks like them stays', () => {
    const source =
      'Ver [[Tarifas 2026]] y [[Zona/Norte#Precios]].\n\n> [!warning]- Cuidado\n> con el perro\n\n> [!NOTE]\n> Cierra en agosto\n\nLa lista [[1, 2], [3]] y [!] así.'
    expect(markdownDrafts(source).map(({ text }) => text.trim())).toEqual([
      'Ver Tarifas 2026 y Zona/Norte#Precios.',
      'Cuidado con el perro',
      'Cierra en agosto',
      'La lista [[1, 2], [3]] y [!] así.',
    ])
  })
})

describe('front matter', () => {
  it('gives the title, and the other fields as text', () => {
    const source = '---\ntitle: "Política de viajes"\nauthor: Ana Ruiz\ntags:\n  - x\ndate: 2024-03-01\n---\n# Viajes'
    expect(splitFrontMatter(source)).toEqual({
      body: '# Viajes',
      title: 'Política de viajes',
      fields: [
        { kind: 'paragraph', text: 'author: Ana Ruiz' },
        { kind: 'paragraph', text: 'tags: x' },
        { kind: 'paragraph', text: 'date: 2024-03-01' },
      ],
    })
  })

  it('may be lists, texts of several lines, and TOML', () => {
    const yaml =
      '---\nautores:\n- Ana Ruiz\n- Luis Gil\nresumen: >\n  Dos líneas\n  de texto.\ntemas: [viajes, "dietas"]\n---\nx'
    expect(splitFrontMatter(yaml).fields.map(({ text }) => text)).toEqual([
      'autores: Ana Ruiz, Luis Gil',
      'resumen: Dos líneas de texto.',
      'temas: viajes, dietas',
    ])
    const toml = '+++\ntitle = "Política"\nauthor = \'Ana Ruiz\'\ntags = ["a", "b"]\ndraft = true\n+++\n# Viajes'
    expect(splitFrontMatter(toml)).toEqual({
      body: '# Viajes',
      title: 'Política',
      fields: ['author: Ana Ruiz', 'tags: a, b', 'draft: true'].map((text) => ({ kind: 'paragraph', text })),
    })
  })

  it('has names in any letters, of several words and in quotation marks, and remarks behind values', () => {
    const names = '---\ntitle: "Plan: fase 1" # borrador\ndescripción: Planta de Lugo\nfecha de aprobación: 3 de mayo'
    const source = `${names}\n\n# quién\n"autor": Ana # jefa\nemail.de: ana@x.es\nTema: nº #3\n---\nx`
    const { title, fields } = splitFrontMatter(source)
    expect(title).toBe('Plan: fase 1')
    expect(fields.map(({ text }) => text)).toEqual([
      'descripción: Planta de Lugo',
      'fecha de aprobación: 3 de mayo',
      'autor: Ana',
      'email.de: ana@x.es',
      'Tema: nº #3',
    ])
  })

  it.each([
    '---\n\n# Informe\n\nLas ventas crecieron.\n\nNota: sin auditar\n\n---\n',
    '---\nActa de la reunión\nLugar: Sala 2\n---\n',
    '---\n- uno\nFecha: hoy\n---\n',
    '---\nFecha: hoy\n**Lugar**: Sala 2\n---\n',
  ])('is not a text between two rules: %j', (source) => {
    expect(splitFrontMatter(source)).toEqual({ body: source, title: null, fields: [] })
  })

  it.each(['---\n# Título\n---\n', '---\nsin campos\n---\n', '---\ntitle: a\n', 'a\n---\ntitle: b\n---\n'])(
    'is not what only begins like it: %j',
    (source) => {
      expect(splitFrontMatter(source)).toEqual({ body: source, title: null, fields: [] })
    },
  )
})

describe('reading in windows', () => {
  const lines = [
    '',
    'texto',
    '# Título',
    '- uno',
    '  - dos',
    '  sigue',
    '    código',
    '1. tres',
    '1) par',
    '> cita',
    '> - item',
  ]
  const more = [
    '```',
    '| a | b |',
    '|---|---|',
    '---',
    '[a]: /u',
    '[^n]: nota',
    '<div>',
    '<!-- c',
    '-->',
    '- ```',
    '  ```',
  ]

  it('gives the blocks of the whole text, wherever the windows end', () => {
    const text = fc.array(fc.constantFrom(...lines, ...more), { maxLength: 40 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (source, smallest) => {
        const whole = readBlocks(source, { smallest: source.length + 1, largest: source.length + 1 })
        expect(readBlocks(source, { smallest, largest: 1_000_000 })).toEqual(whole)
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  it('ends a window where the lines of it have made a hundred headings', async () => {
    const headings = (size: number): string => 'a\n=\n'.repeat(size / 4)
    const readAtOnce = (text: string): unknown => readBlocks(text, { smallest: text.length, largest: text.length })
    expect(await growthOf(headings, 4_000, readAtOnce)).toBeLessThan(linearGrowth)
  })

  it('cuts a block longer than any window without losing text or the head of a table', () => {
    const sizes = { smallest: 64, largest: 128 }
    const rows = Array.from({ length: 50 }, (_, row) => `| fila ${row} | ${row} |`)
    const { blocks } = readBlocks(['| a | b |', '|---|---|', ...rows, '', 'Fin'].join('\n'), sizes)
    expect(blocks).toEqual([
      { kind: 'table-row', isHead: true, cells: ['a', 'b'] },
      ...rows.map((_, row) => ({ kind: 'table-row', isHead: false, cells: [`fila ${row}`, String(row)] })),
      { kind: 'paragraph', label: '', raw: 'Fin' },
    ])
    const items = Array.from({ length: 50 }, (_, item) => `1. punto ${item}`)
    const numbered = readBlocks(items.join('\n'), sizes).blocks
    expect(numbered.at(-1)).toEqual({ kind: 'list-item', label: '50. ', raw: 'punto 49' })
  })
})
