import type { Piece } from './pieces.ts'

const month = '(?:\\p{L}{3,10}\\.?\\s|(?:0?[1-9]|1[0-2])[/.])'
const now = 'present|today|now|current|actualidad|actual|presente|hoy'
/** "March 2021 – present", "09/2019 - 06/2021": since when and until when, and nothing else. */
const span = new RegExp(
  `^(?:desde |from |since )?${month}?(?:19|20)\\d\\d(?:\\s?(?:[–—-]|a|to|hasta)\\s?(?:${month}?(?:19|20)\\d\\d|${now}))?$`,
  'iu',
)
/** Of one entry nothing tells whether its dates stand above it or below. */
const fewest = 2

/**
 * A life told in entries, each with its dates on a line of their own above it: the dates and the line below them are one piece. Where
 * dates stand below the name of each entry, as where nothing tells, pieces stay as they are.
 */
export function withDatesAbove(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const dated = new Set(pieces.flatMap((piece, at) => (isAlone(pieces, at) && span.test(piece.text) ? [at] : [])))
  const [first = 0] = dated
  if (dated.size < fewest || !areAbove(pieces, [...dated])) return pieces
  return pieces.flatMap((piece, at): readonly Piece[] => {
    if (dated.has(at) && isEntry(pieces[at + 1]) && !dated.has(at + 1)) return []
    const above = at > first && dated.has(at - 1) ? pieces[at - 1] : undefined
    if (above === undefined || !isEntry(piece) || dated.has(at)) return [piece]
    return [{ ...piece, start: above.start, text: text.slice(above.start, piece.end) }]
  })
}

const isEntry = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.kind === 'sentence' || piece.kind === 'label')

const isAlone = (pieces: readonly Piece[], at: number): boolean =>
  pieces[at - 1]?.block !== pieces[at]?.block && pieces[at + 1]?.block !== pieces[at]?.block

/** The first dates stand right below a heading, or nothing; of the others some stand below what the entry before them says. */
function areAbove(pieces: readonly Piece[], [first = 0, ...others]: readonly number[]): boolean {
  const isBelowHeading = (at: number): boolean => at === 0 || pieces[at - 1]?.kind === 'heading'
  return isBelowHeading(first) && !others.every(isBelowHeading)
}
