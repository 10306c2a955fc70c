import { wholeText } from './draft.ts'
import type { Draft } from './draft.ts'

/** "Página 3 de 7", "3", and what is left of them when their fields are empty. */
const pageNumber =
  /^(?:[-–—|\s]*)(?:p[áa]g(?:ina|\.)?|page|seite|hoja|folio)?\s*\d{0,5}(?:\s*(?:de|of|\/|von|-)\s*\d{0,5})?[-–—|\s.]*$/iu

/** What stood between words and the number of a page. */
const danglingMark = / [·•–—/-]+ ?$/u

/** What stands in headers or in footers: every line once, however many sections, sheets or slides repeat it. */
export interface MarginLines {
  add(drafts: readonly Draft[]): void
  readonly lines: readonly Draft[]
}

export function createMarginLines(): MarginLines {
  const seen = new Set<string>()
  const lines: Draft[] = []
  return {
    lines,
    add(drafts) {
      for (const draft of drafts) {
        const line = wholeText(draft).replace(/\s+/gu, ' ').replace(danglingMark, '').trim()
        if (seen.has(line) || pageNumber.test(line) || !/[\p{L}\p{N}]/u.test(line)) continue
        seen.add(line)
        lines.push(asMargin(draft, line))
      }
    },
  }
}

/** A line of a margin is no heading of the text, whatever it looks like, and stands on no page of its own. */
function asMargin({ kind, table }: Draft, text: string): Draft {
  if (table !== undefined) return { kind, text, table }
  return { kind: kind === 'heading' ? 'paragraph' : kind, text, isMargin: true }
}
