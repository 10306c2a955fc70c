import { expect, it } from 'vitest'
import { htmlDrafts } from './html-drafts.ts'

const cell = (sign: string): string | undefined =>
  htmlDrafts(`<table><tr><th>Tarjeta</th><th>Joven</th></tr><tr><td>Crédito</td><td>${sign}</td></tr></table>`, {
    skipNavigation: true,
  }).drafts.at(-1)?.text

it.each([
  ['a letter of a font', '<i class="fa fa-check" aria-label="Incluida"></i>'],
  ['a drawing', '<svg role="img" aria-label="Incluida"><path d="M0"/></svg>'],
  ['a box', '<span class="icon icon--yes" role="img" aria-label="Incluida"></span>'],
])('a sign is said by its name: %s', (_, sign) => {
  expect(cell(sign)).toBe('Crédito | Incluida')
})

it.each([
  ['that nobody hears', '<i aria-hidden="true" aria-label="x"></i>2 €'],
  ['of an emoji', '<span role="img" aria-label="x">2 €</span>'],
  ['of a link to elsewhere', '<a href="https://a.example"><i class="fa" aria-label="x"></i></a>2 €'],
  ['of words in italics', '<i aria-label="x">2 €</i>'],
  ['of a box', '<div aria-label="x">2 €</div>'],
])('the name %s is not said', (_, sign) => {
  expect(cell(sign)).toBe('Crédito | 2 €')
})
