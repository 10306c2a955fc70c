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
