import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const read = (body: string): readonly string[] =>
  htmlDrafts(`<body>${body}</body>`, { skipNavigation: true }).drafts.map(({ text }) => text)

it.each([
  [
    'field__label',
    '<div class="field field--inline"><div class="field__label">Plazo</div> <div class="field__item">Dos meses</div></div>',
  ],
  ['label and value', '<div><p class="label">Plazo:</p><p class="value"><b>Dos</b> meses</p></div>'],
  ['names that begin alike', '<div class="spec-label">Plazo</div>\n<div class="spec-text">Dos meses</div>'],
])('a box called a label and that of its value are one statement: %s', (_, body) => {
  expect(read(`<h2>Trámite</h2>${body}<p>Se pide en la oficina.</p>`)).toEqual([
    'Trámite',
    'Plazo: Dos meses',
    'Se pide en la oficina.',
  ])
})

it('all values of a label are said of it, and a link is a value', () => {
  expect(
    read(
      '<div class="field__label">Papeles</div><div class="field__items"><div class="field__item">Plano</div><div class="field__item">Seguro</div></div>' +
        '<div class="field__label">Unidad</div><div class="field__item"><a href="/u">Vía Pública</a></div>',
    ),
  ).toEqual(['Papeles: Plano; Seguro', 'Unidad: Vía Pública'])
})

it('a heading, or a program, below a label stands below it, and what follows them is none of its values', () => {
  expect(read('<p class="label">Nuevo</p><div class="item"><h2>Seminario</h2><p>El martes.</p></div>')).toEqual([
    'Nuevo',
    'Seminario',
    'El martes.',
  ])
  expect(read('<dl><dt>Uso</dt><dd><pre>make</pre></dd><dt>Fin</dt><dd>Nada</dd></dl>')).toEqual([
    'Uso',
    'make',
    'Fin: Nada',
  ])
})

it.each([
  ['another label', '<div class="label">Uno</div><div class="label">Dos</div>', ['Uno', 'Dos']],
  ['a heading', '<div class="label">Noticias</div><h2>Feria</h2><p>El lunes.</p>', ['Noticias', 'Feria', 'El lunes.']],
  ['words', '<div><div class="label">Uno</div>y dos</div>', ['Uno', 'y dos']],
  ['text of another', '<div class="label">Nuevo</div><div class="card-text">Sillas</div>', ['Nuevo', 'Sillas']],
  [
    'no value',
    '<div class="item-label">Tasa</div><div class="item-value"></div><p>Otra cosa</p>',
    ['Tasa', 'Otra cosa'],
  ],
])('a label stays as it is with %s behind it', (_, body, texts) => {
  expect(read(body)).toEqual(texts)
})

it.each([
  ['label', 'value', 'value'],
  ['dato__label', 'dato__item', 'dato__item'],
  ['tel-label', 'tel-text', 'tel-text'],
])('two values behind one label are both said of it: %s', (label, first, second) => {
  const two = (one: string, other: string): string =>
    `<div class="${label}">Teléfonos</div>\n<div class="${first}">${one}</div>\n<div class="${second}">${other}</div>`
  expect(read(`<div>${two('914 555 101', '914 555 102')}</div><div class="note">Se ruega puntualidad.</div>`)).toEqual([
    'Teléfonos: 914 555 101; 914 555 102',
    'Se ruega puntualidad.',
  ])
  expect(read(`${two('Mañanas', 'Tardes')}<div class="${label}">Fax</div><div class="${first}">9</div>y más`)).toEqual([
    'Teléfonos: Mañanas; Tardes',
    'Fax: 9',
    'y más',
  ])
})
