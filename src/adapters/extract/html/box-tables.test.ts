import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const drafts = (body: string): readonly { readonly kind: string; readonly text: string }[] =>
  htmlDrafts(`<body>${body}</body>`, { skipNavigation: true }).drafts
const read = (body: string): readonly string[] => drafts(body).map(({ text }) => text)
const row = (name: string, cell: string, ...texts: readonly string[]): string =>
  `<div class="${name}">${texts.map((text) => `<div class="${cell}">${text}</div>`).join('\n')}</div>\n`
const rooms = ['Sala | Plazas | Planta', 'Lima | 12 | 2', 'Quito | 8 | 3']
const cells = rooms.map((line) => line.split(' | '))
const rowsOf = (name: string, cell: string): string =>
  cells.map((texts, at) => row(at === 0 ? `${name} head` : name, cell, ...texts)).join('')

it.each([
  ['rows named as rows', `<div class="table">${rowsOf('tr', 'td')}</div>`],
  ['rows of no names', `<div>${rowsOf('', '').replaceAll(' class=""', '')}</div>`],
  [
    'a head in a box of its own',
    `<div class="t"><div class="thead">${row('tr', 'td', ...(cells[0] ?? []))}</div><div class="tbody">${cells
      .slice(1)
      .map((texts) => row('tr', 'td', ...texts))
      .join('')}</div></div>`,
  ],
  [
    'a grid that is declared where it stands',
    `<div style="display: grid; grid-template-columns: repeat(3, 1fr); gap: 4px">${cells
      .flat()
      .map((text) => `<div><span>${text}</span></div>`)
      .join('')}</div>`,
  ],
  [
    'a grid that a sheet declares',
    `<style>.g { display: grid; grid-template-columns: minmax(80px, 2fr) 1fr 1fr; }</style><div class="g">${cells
      .flat()
      .map((text) => `<p>${text}</p>`)
      .join('')}</div>`,
  ],
])('boxes that are set as a table are one: %s', (_, body) => {
  const found = drafts(`<h2>Salas</h2>${body}<p>Se reservan en recepción.</p>`)
  expect(found.map(({ text }) => text)).toEqual(['Salas', ...rooms, 'Se reservan en recepción.'])
  expect(found.map(({ kind }) => kind)).toEqual(['heading', ...rooms.map(() => 'table-row'), 'paragraph'])
})

it('the title of a table may stand in its box', () => {
  expect(read(`<div><h3>Salas</h3>${rowsOf('r', 'c')}</div>`)).toEqual(['Salas', ...rooms])
  expect(read(`<div><div class="title">Salas</div>${rowsOf('r', 'c')}</div>`)).toEqual(['Salas', ...rooms])
})

it('a column of names is enough where the boxes are called cells', () => {
  const pairs = ['Ana | Caja', 'Luis | Almacén', 'Eva | Taller'].map((line) =>
    row('fila', 'celda', ...line.split(' | ')),
  )
  expect(read(`<div>${pairs.join('')}</div>`)).toEqual(['Ana | Caja', 'Luis | Almacén', 'Eva | Taller'])
})

it.each([
  ['cards', `<div>${['Ana', 'Luis', 'Eva'].map((name) => row('card', 'text', name, 'De la casa')).join('')}</div>`, 6],
  [
    'a menu',
    `<div>${rooms.map(() => row('m', 'td', '<a href="/a">Uno</a>', '<a href="/b">Dos 2</a>')).join('')}</div>`,
    6,
  ],
  ['two rows', `<div>${row('tr', 'td', 'Lima', '12')}${row('tr', 'td', 'Quito', '8')}</div>`, 4],
  [
    'headings in boxes',
    `<div>${rooms.map((_, at) => `<div class="c"><div class="td"><h3>${at}</h3></div><div class="td">${at}</div></div>`).join('')}</div>`,
    6,
  ],
])('boxes of a layout are no table: %s', (_, body, blocks) => {
  const found = drafts(body)
  expect(found.filter(({ kind }) => kind === 'table-row')).toEqual([])
  expect(found).toHaveLength(blocks)
})
