import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const read = (body: string): readonly string[] =>
  htmlDrafts(`<body>${body}</body>`, { skipNavigation: true }).drafts.map(({ text }) => text)
const box = (name: string, text: string): string => `<div class="${name}">${text}</div>`

it('a figure over what it counts is said behind it', () => {
  const stat = (number: string, label: string): string =>
    box('stat', `${box('stat-number', number)}\n${box('stat-label', label)}`)
  expect(read(stat('<b>1.284</b>', 'Familias') + stat('37', 'Voluntarios'))).toEqual([
    'Familias: 1.284',
    'Voluntarios: 37',
  ])
  expect(read(box('kpi__value', '98 %') + box('kpi__title', 'Ocupación') + '<p>En 2025.</p>')).toEqual([
    'Ocupación: 98 %',
    'En 2025.',
  ])
})

it.each([
  [
    'label first',
    box('stat-label', 'Uno') + box('stat-number', '1') + box('stat-label', 'Dos') + box('stat-number', '2'),
    ['Uno: 1', 'Dos: 2'],
  ],
  ['another label', box('a-number', '7') + box('b-label', 'Ocho'), ['7', 'Ocho']],
  ['no figure', box('a-value', 'Sí') + box('a-label', 'No'), ['Sí', 'No']],
  ['words between', box('a-value', '7') + 'y' + box('a-label', 'Ocho'), ['7', 'y', 'Ocho']],
  ['the end', box('a-value', '7'), ['7']],
  [
    'the number of a step',
    box('step-number', '1') + box('step-label', 'Pida cita') + box('step-number', '2') + box('step-label', 'Acuda'),
    ['1', 'Pida cita', '2', 'Acuda'],
  ],
  ['the place of a question', box('faq-number', '3.') + box('faq-title', '¿Cuánto cuesta?'), ['3.', '¿Cuánto cuesta?']],
  ['a chapter', box('part-number', 'Capítulo 7') + box('part-label', 'La venta'), ['Capítulo 7', 'La venta']],
  [
    'words that are no label',
    box('post-count', '7') + box('post-caption', `${'Palabra '.repeat(12)}final.`),
    ['7', `${'Palabra '.repeat(12)}final.`],
  ],
  ['a day', box('date-number', '12') + box('date-name', 'Mayo'), ['12', 'Mayo']],
])('its place stays as it is: %s', (_, body, texts) => {
  expect(read(body)).toEqual(texts)
})

it('a figure and words that go on behind it are one statement as they stand', () => {
  expect(read(box('rate-value', '98 %') + box('rate-label', 'de aprobados'))).toEqual(['98 % de aprobados'])
  expect(read(box('price-value', '<b>12</b>') + box('price-label', '€/mes'))).toEqual(['12 €/mes'])
})
