import type { Draft } from '../layout/draft.ts'

/** A remark that somebody pinned to a cell. */
export interface CellComment {
  /** `B7`. */
  readonly cell: string
  readonly text: string
}

/** Remarks as blocks of their own, each with the cell that it is about. */
export function commentDrafts(comments: readonly CellComment[], spend: (chars: number) => void): Draft[] {
  return comments
    .map(({ cell, text }) => ({ cell, text: ownWords(text) }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ cell, text }) => {
      spend(cell.length + text.length + 4)
      return { kind: 'paragraph', text: `[${cell}] ${text}` }
    })
}

/** Without what Excel writes above a conversation for versions that know none. */
function ownWords(text: string): string {
  const [, said] = /^\[[^\]\n]{1,80}\][\s\S]{1,600}?linkid=870924\s*([\s\S]*)$/.exec(text) ?? []
  return said === undefined ? text : said.replace(/^(?:comment|comentario)\s*:\s*/i, '')
}
