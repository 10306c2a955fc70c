import type { Draft } from '../layout/draft.ts'
import { wrapWidth } from '../layout/wrap-width.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import { splitLines } from '../text/split-lines.ts'

const mark = /^(?:>[ \t]?){1,50}/

/** The text of a mail as blocks; what it quotes of others is told by one mark in front of each block, not of each line. */
export function mailTextDrafts(text: string): readonly Draft[] {
  if (!/^>/m.test(text)) return plainDrafts(text, { mayHaveTitle: false })
  const parts: { readonly depth: number; readonly lines: string[] }[] = []
  for (const line of splitLines(text)) {
    const marks = mark.exec(line)?.[0] ?? ''
    const depth = marks.split('>').length - 1
    const last = parts.at(-1)
    if (last?.depth === depth) last.lines.push(line.slice(marks.length))
    else parts.push({ depth, lines: [line.slice(marks.length)] })
  }
  const width = wrapWidth(parts.flatMap(({ lines }) => lines))
  return parts.flatMap(({ depth, lines }) => {
    const drafts = plainDrafts(lines.join('\n'), { mayHaveTitle: false, width })
    return depth === 0 ? drafts : drafts.map((draft) => quoted(draft, depth))
  })
}

function quoted(draft: Draft, depth: number): Draft {
  if (draft.kind !== 'paragraph' && draft.kind !== 'heading') return draft
  return { kind: 'paragraph', text: `${'>'.repeat(depth)} ${draft.text}` }
}
