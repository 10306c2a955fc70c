import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const read = (body: string): readonly string[] =>
  htmlDrafts(`<body>${body}</body>`, { skipNavigation: true }).drafts.map(({ text }) => text)

it.each([
  [
    'a name and a price',
    '<span class="title">Clase suelta</span><span class="dots"></span><span class="price">12 €</span>',
    'Clase suelta 12 €',
  ],
  [
    'a name and a currency',
    '<span class="hint">Sale price</span><strong class="amount"><span class="sign">£</span>64</strong>',
    'Sale price £64',
  ],
  ['a price and a note', '<span class="p">12 €</span><small class="n">Sin permanencia</small>', '12 € Sin permanencia'],
  ['two telephones', '<b class="v">914 555 101</b><b class="v">914 555 102</b>', '914 555 101 914 555 102'],
  ['two names', '<span class="k">Tasa</span><span class="v">Gratis</span>', 'Tasa Gratis'],
])('pieces of a line with names of their own are words of their own: %s', (_, line, said) => {
  expect(read(`<div>${line}</div>`)).toEqual([said])
})

it.each([
  ['a word set in two pieces', '<span class="a">Pala</span><span class="b">bra</span>', 'Palabra'],
  ['pieces without names', '<span>Modelo</span><span>3</span>', 'Modelo3'],
  ['words around a piece', 'Pre<span class="x">CIO</span>so', 'PreCIOso'],
  ['a price in pieces', '<span class="s">€</span><span class="n">19</span><span class="c">,90</span>', '€19,90'],
  ['a formula', '<span class="i">x</span><span class="n">2</span>', 'x2'],
  ['a program', '<code><span class="k">call</span><span class="f">Foo</span></code>', 'callFoo'],
])('%s stays together', (_, line, said) => {
  expect(read(`<div>${line}</div>`)).toEqual([said])
})
