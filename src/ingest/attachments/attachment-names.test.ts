import { expect, test } from 'vitest'
import { attachmentNames } from './attachment-names.ts'

function namesOf(mailName: string, ...names: string[]): string[] {
  const files = names.map((name, index) => ({ part: `1.${index + 1}`, name }))
  return [...attachmentNames(mailName, files).values()]
}

test('a file of a mail is named after the mail, and twins by their number', () => {
  expect(namesOf('Pedido.eml', 'factura.pdf', 'nota', 'factura.pdf', 'nota')).toEqual([
    'Pedido.eml - factura.pdf',
    'Pedido.eml - nota',
    'Pedido.eml - factura (2).pdf',
    'Pedido.eml - nota (2)',
  ])
})

test('no name is a path, empty, or too long for the stores, and the ending stays', () => {
  expect(namesOf('a.eml', '../x\\y/factura.pdf', '\u200b', 'application/pdf')).toEqual([
    'a.eml - ..-x-y-factura.pdf',
    'a.eml - attachment',
    'a.eml - application-pdf',
  ])
  const [long = '', twin = ''] = namesOf(`${'á'.repeat(250)}.eml`, `${'ñ'.repeat(250)}.pdf`, `${'ñ'.repeat(250)}.pdf`)
  expect(Buffer.byteLength(twin)).toBeLessThan(512)
  expect(long).toMatch(/^á+\.eml - ñ+\.pdf$/)
  expect(twin).toMatch(/^á+\.eml - ñ+ \(2\)\.pdf$/)
})
