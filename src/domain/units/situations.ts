import type { Piece } from './pieces.ts'

/** Characters of a question with what it is about. */
const longest = 160

/**
 * "I have lost my card. What do I do?" is one question, where its answer is seen: on the next line of its block, or in the next block if it
 * is all of its own.
 */
export function withSituations(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const [at, piece] of pieces.entries()) {
    const [above, before, next] = [joined.at(-2), joined.at(-1), pieces[at + 1]]
    const isAsked = piece.kind === 'question' && before?.kind === 'sentence' && before.block === piece.block
    if (isAsked && piece.end - before.start <= longest && isAnswered(text, { above, before, piece, next }))
      joined[joined.length - 1] = { ...piece, start: before.start, text: text.slice(before.start, piece.end) }
    else joined.push(piece)
  }
  return joined
}

interface Around {
  readonly above: Piece | undefined
  readonly before: Piece
  readonly piece: Piece
  readonly next: Piece | undefined
}

function isAnswered(text: string, { above, before, piece, next }: Around): boolean {
  if (next === undefined) return false
  if (next.block !== piece.block) return above?.block !== piece.block && next.kind === 'sentence'
  const isOneLine = !text.slice(before.start, piece.end).includes('\n')
  const beginsLine = above === undefined || text.slice(above.end, before.start).includes('\n')
  return isOneLine && beginsLine && statements.has(next.kind) && text.slice(piece.end, next.start).includes('\n')
}

/** What is no line of its own by its form. */
const statements: ReadonlySet<Piece['kind']> = new Set(['sentence', 'question', 'open'])
