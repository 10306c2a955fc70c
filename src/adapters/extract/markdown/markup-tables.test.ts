import { expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import type { Draft } from '../layout/draft.ts'
import { markupTables } from '../text/markup-tables.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import { markdownDrafts } from './markdown-drafts.ts'

const rowsOf = (drafts: readonly Draft[]): readonly string[] =>
  drafts.filter(({ kind }) => kind === 'table-row').map(({ text }) => text)

const simple = `
  Días      Tarifa  Notas
------  ----------  --------
     1       12 €   de lunes a viernes
    30      123 €   *todos*
`
const multiline = `
-------------------------------------------
 Plan     Precio  Lo que incluye
            (mes)
-------- -------- -------------------------
 Base        10 € Una sala y el
                  correo.

 Pro         20 € Dos salas.
-------------------------------------------
`
const headless = `
--------  -----
Norte        12
Sur           8
--------  -----
`
const equals = `
=====  ======  =========
Plan   Precio  Usuarios
=====  ======  =========
Base     10 €  cinco
               personas

Pro      20 €  quince
=====  ======  =========
`
const spannedHead = `
=====  =====  ======
   Entrada    Salida
------------  ------
  A      B    A o B
=====  =====  ======
falso  falso  falso
=====  =====  ======
`
const merged = `
+---------+-----------------+
| Sala    | Plazas          |
+=========+========+========+
| Lima    | 12     | de pie |
|         +--------+--------+
|         | 8      | en     |
|         |        | mesas  |
+---------+--------+--------+
| Cerrada los lunes         |
+---------------------------+
`

it.each([
  ['a head above a ruler', simple, ['Días | Tarifa | Notas', '1 | 12 € | de lunes a viernes', '30 | 123 € | todos']],
  [
    'rows of some lines',
    multiline,
    ['Plan | Precio (mes) | Lo que incluye', 'Base | 10 € | Una sala y el correo.', 'Pro | 20 € | Dos salas.'],
  ],
  ['no head', headless, ['Norte | 12', 'Sur | 8']],
  [
    'rulers of equals signs',
    equals,
    ['Plan | Precio | Usuarios', 'Base | 10 € | cinco personas', 'Pro | 20 € | quince'],
  ],
  ['a name over two columns', spannedHead, ['Entrada A | B | Salida A o B', 'falso | falso | falso']],
  ['merged cells', merged, ['Sala | Plazas', 'Lima | 12 | de pie', 'Lima | 8 | en mesas', 'Cerrada los lunes']],
])('a table of Pandoc or reStructuredText is read in Markdown: %s', (_, table, rows) => {
  const said = markdownDrafts(`# Tarifas\n\nEstas son.\n${table}\nCon IVA.\n`)
  expect(rowsOf(said).map((row) => row.replace(/[ |]+$/, ''))).toEqual(rows)
  expect(said.filter(({ kind }) => kind !== 'table-row').map(({ text }) => text)).toEqual([
    'Tarifas',
    'Estas son.',
    'Con IVA.',
  ])
})

it.each([
  ['rows of some lines', multiline, 3],
  ['rulers of equals signs', equals, 3],
  ['merged cells', merged, 4],
  ['a head above a ruler', simple, 3],
])('and in plain text: %s', (_, table, rows) => {
  const said = plainDrafts(`Estas son las tarifas de este año.\n${table}\nCon IVA.\n`)
  expect(rowsOf(said)).toHaveLength(rows)
  expect(said.at(-1)).toMatchObject({ kind: 'paragraph', text: 'Con IVA.' })
})

it.each([
  ['in code', `\`\`\`\n${simple}\n\`\`\`\n`],
  ['a rule of two strokes below a sentence', 'Todo lo que sigue aquí es texto normal\n---- ----\nque sigue.\n'],
  ['boxes with arrows', '+------+     +------+\n| Uno  |---->| Dos  |\n+------+     +------+\n'],
  ['a frame', '+-----------+\n| Un aviso  |\n+-----------+\n'],
])('what only looks like one is none: %s', (_, text) => {
  expect(rowsOf(markdownDrafts(`Antes.\n\n${text}\nDespués.\n`))).toEqual([])
})

it('a stroke above the sum is no row', () => {
  const bill = `
Concepto    Importe
---------  --------
Horas         120 €
Piezas         80 €
---------  --------
Total         200 €
`
  expect(rowsOf(markdownDrafts(`Factura\n${bill}\n`))).toEqual([
    'Concepto | Importe',
    'Horas | 120 €',
    'Piezas | 80 €',
    'Total | 200 €',
  ])
})

it.each([
  ['rulers', '------- ------- -------\n'],
  ['rulers above lines that cross a column', 'aa  bb\n--  --\ncc  dd\nxxxxxx\n'],
  ['rulers of equals signs that nothing closes', '==  ===\naa  bb\n'],
])('lines full of %s take time in proportion to their number', async (_, part) => {
  const make = (size: number) => part.repeat(size / 25)
  const findAll = (text: string) => markupTables(text.split('\n'), { oneLine: true })
  expect(await growthOf(make, 40_000, findAll)).toBeLessThan(linearGrowth)
})
