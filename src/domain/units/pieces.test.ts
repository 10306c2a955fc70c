import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

const cut = (text: string) => piecesOf({ text, start: 0, outline: null }).map((piece) => [piece.kind, piece.text])

test('a value of few words is not put together with the label on the line below it', () => {
  expect(cut('Nombre:\nAna Ruiz\nTeléfono:\n965112233\nCorreo:\nana@example.com')).toEqual([
    ['open', 'Nombre:'],
    ['sentence', 'Ana Ruiz'],
    ['open', 'Teléfono:'],
    ['sentence', '965112233'],
    ['open', 'Correo:'],
    ['sentence', 'ana@example.com'],
  ])
})

test('a number of a clause stays with what it introduces', () => {
  expect(cut('TERCERA.-\nLas partes acuerdan:\n\n30 días')[0]).toEqual(['open', 'TERCERA.-\nLas partes acuerdan:'])
})

test('a label with its value that is laid out as a heading is one of the labels below it', () => {
  const cutBelow = (heading: string, below: string) => {
    const text = `${heading}\n\n${below}`
    const blocks = [
      { kind: 'heading' as const, start: 0, end: heading.length },
      { kind: 'paragraph' as const, start: heading.length + 2, end: text.length },
    ]
    return piecesOf({ text, start: 0, outline: { blocks, opener: null } })[0]?.kind
  }
  expect(cutBelow('Cliente: Sra. Ibáñez', 'Plazo: diez días')).toBe('label')
  expect(cutBelow('Datos del cliente', 'Plazo: diez días')).toBe('heading')
  expect(cutBelow('Anexo: tarifas de 2025', 'Las tarifas suben en enero.')).toBe('heading')
})
