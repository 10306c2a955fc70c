import { expect, test } from 'vitest'
import { withDatesAbove } from './dated-entries.ts'
import type { Piece, PieceKind } from './pieces.ts'

/** Each line a block of its own; what begins with # is a heading. */
function read(...lines: readonly string[]): string[] {
  const text = lines.map((line) => line.replace(/^# /u, '')).join('\n\n')
  let start = 0
  const pieces = lines.map((line, block): Piece => {
    const kind: PieceKind = line.startsWith('# ') ? 'heading' : 'sentence'
    const own = line.replace(/^# /u, '')
    const piece = { kind, start, end: start + own.length, text: own, block }
    start = piece.end + 2
    return piece
  })
  return withDatesAbove(text, pieces).map((piece) => piece.text.replace(/\n+/gu, ' / '))
}

test('dates on lines of their own above what they date are one with it', () => {
  expect(
    read(
      '# Work experience',
      'March 2021 – present',
      'Senior accountant, Northgate Logistics',
      'Leads a team of four.',
      '2018 – 2021',
      'Accountant, Pell & Sons',
    ),
  ).toEqual([
    'Work experience',
    'March 2021 – present / Senior accountant, Northgate Logistics',
    'Leads a team of four.',
    '2018 – 2021 / Accountant, Pell & Sons',
  ])
})

test('dates below the name of each entry stay apart, as do those of a single one', () => {
  const below = ['# Contable, Envases Turia', '2018 - 2021', 'Nóminas.', '# Auxiliar, Ebro', '2015 - 2018', 'Facturas.']
  const single = ['# Experiencia', '09/2019 a actualidad', 'Contable en Envases Turia.']
  for (const lines of [below, single]) expect(read(...lines)).toEqual(lines.map((line) => line.replace(/^# /u, '')))
})
