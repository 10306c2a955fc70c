import { expect, it } from 'vitest'
import { marginDrafts } from './margin-text.ts'

it.each([
  ['&LTalleres Ruiz&CInforme&R&P', ['Talleres Ruiz', 'Informe']],
  ['&Lgrupo norte&Cinforme anual&Rcopia', ['grupo norte', 'informe anual', 'copia']],
  ['&CVentas &&Compras&&&Restado', ['Ventas &Compras&', 'estado']],
  ['&L&"Arial,Bold"&12norte', ['norte']],
])('each part of a margin is a line of its own: %s', (text, lines) => {
  expect(marginDrafts([text], () => undefined).map((draft) => draft.text)).toEqual(lines)
})
