import { expect, it } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'

const said = (text: string): readonly string[] => plainDrafts(text, { mayHaveTitle: false }).map((draft) => draft.text)

it('the lines of a stanza are one statement, each on a line of its own', () => {
  const stanzas = [
    '   Molinero de la villa,\n que mueles trigo candeal,\n   cobra la maquila entera:\n un celemín por costal.',
    'Si la noria da tres vueltas\nantes de la luz del sol,\nponle al burro doble pienso.',
  ]
  expect(said(`COPLAS\n\n${stanzas.join('\n\n')}\n`)).toEqual([
    'COPLAS',
    'Molinero de la villa,\nque mueles trigo candeal,\ncobra la maquila entera:\nun celemín por costal.',
    'Si la noria da tres vueltas\nantes de la luz del sol,\nponle al burro doble pienso.',
  ])
})

it.each([
  ['a list of words', 'Comprar\nleche\npan\nhuevos.'],
  ['an address', 'Hotel Sol\nCalle Mayor 4\nde Soria.'],
  ['fields', 'Nombre: Ana Ruiz\ncargo: jefa de obra\ncorreo: a@b.es.'],
  ['items', '- Uno y otro\n- dos y más\n- tres y cuatro.'],
  ['sentences', 'Abre el lunes.\nCierra el martes.\nVuelve el jueves.'],
])('%s is no stanza', (_, text) => {
  expect(said(text).join('\n').split('\n')).toHaveLength(said(text).length)
})
