import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const read = (body: string): readonly string[] =>
  htmlDrafts(`<body>${body}</body>`, { skipNavigation: true }).drafts.map(({ kind, text }) => `${kind} ${text}`)

it.each([
  ['a heading', '<h3><button>¿Hay aparcamiento?</button></h3><div>Sí.</div>', 'heading'],
  [
    'Bootstrap',
    '<div class="card-header"><button class="btn" data-toggle="collapse" data-target="#a">¿Hay aparcamiento?</button></div><div id="a" style="display:none">Sí.</div>',
    'paragraph',
  ],
  [
    'an accordion',
    '<button class="accordion-button collapsed" aria-controls="a">¿Hay aparcamiento?</button><div id="a" hidden>Sí.</div>',
    'paragraph',
  ],
  [
    'an accordion that says it is closed',
    '<button class="accordion-button closed" aria-controls="a">¿Hay aparcamiento?</button><div id="a" hidden>Sí.</div>',
    'paragraph',
  ],
  [
    'a button that says which part it shows',
    '<dl><dt><button aria-expanded="false" aria-controls="a">¿Hay aparcamiento?</button></dt></dl><div id="a" hidden>Sí.</div>',
    'paragraph',
  ],
  ['a link', '<a class="faq__question" href="#a">¿Hay aparcamiento?</a><div id="a" hidden>Sí.</div>', 'paragraph'],
])('a folded answer is read with its question: %s', (_, body, kind) => {
  expect(read(body)).toEqual([`${kind} ¿Hay aparcamiento?`, 'paragraph Sí.'])
})

it('what stands under a tab is read below the name of the tab, whichever is open', () => {
  const tabs = '<button role="tab" aria-controls="a">Envío</button><button role="tab" aria-controls="b">Pago</button>'
  expect(read(`${tabs}<div id="a">Dos días.</div><div id="b" hidden>Al recibirlo.</div>`)).toEqual([
    'paragraph Envío',
    'paragraph Dos días.',
    'paragraph Pago',
    'paragraph Al recibirlo.',
  ])
})

it('buttons that do something say nothing, and what they do not open stays hidden', () => {
  const body =
    '<button>Comprar</button><button class="navbar-toggler" data-toggle="collapse" data-target="#menu">Menú</button>' +
    '<ul id="menu" hidden><li>Inicio</li></ul><header><button aria-expanded="false" aria-controls="x">Temas</button><ul id="x" hidden><li>Inicio</li></ul></header>' +
    '<button aria-expanded="false" aria-controls="site-nav">Temas</button><a class="faq" href="/faq">Preguntas</a><p hidden>Nadie lo ve</p>'
  expect(read(body)).toEqual(['paragraph Preguntas'])
})

it('the name of a tab keeps its words apart, and what belongs to who visits a shop is not read', () => {
  const tab = '<div role="tab" aria-controls="a"><h4>Envío</h4><p>2 días</p></div><div id="a">Gratis.</div>'
  const cart =
    '<button aria-expanded="false" aria-controls="mini-cart">Carrito</button><div id="mini-cart" hidden>Su carrito está vacío</div>'
  expect(read(tab + cart).slice(-2)).toEqual(['paragraph Envío 2 días', 'paragraph Gratis.'])
})

it.each([
  'expand-content',
  'su-spoiler-content',
  'ui-accordion-content',
  'faq-answer',
  'tab-pane',
  'toggle__inner-text',
])('a part that is named as folded is read without a button that names it: %s', (name) => {
  expect(read(`<p>Escalado</p><div class="x ${name}" style="display: none">Llame al 22.</div>`)).toEqual([
    'paragraph Escalado',
    'paragraph Llame al 22.',
  ])
  expect(read(`<p>Escalado</p><div class="x menu-${name.slice(0, 3)}" style="display:none">Llame</div>`)).toEqual([
    'paragraph Escalado',
  ])
})
