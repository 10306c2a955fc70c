import { isLabel } from './line-forms.ts'
import type { Piece } from './pieces.ts'

/** "Cliente: Familia Rosales" that looks like a heading, above "Plazo: dos semanas": one label of several. */
export const withoutLabelsAsHeadings = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece, at) =>
    piece.kind === 'heading' && pieces[at + 1]?.kind === 'label' && isLabel(piece.text)
      ? { ...piece, kind: 'label' }
      : piece,
  )
