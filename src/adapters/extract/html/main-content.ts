import type { Draft } from '../layout/draft.ts'
import type { BlockFacts, HtmlDrafts } from './html-drafts.ts'

/** A block of the frame that says something: a statement, not the name of a link. */
const fewestWords = 4
/** Blocks with a larger part in links lead elsewhere. */
const mostLinked = 0.5
const mostLinkedInFrame = 0.2
const boilerplate =
  /©|\bcopyright\b|all rights reserved|todos los derechos|reservados|cookies?\b|privacy policy|política de privacidad|terms (?:of|and)|newsletter|\bsubscribe\b|\bsuscr[ií]b|sign (?:up|in)\b|log ?in\b|iniciar sesión|follow us|síguenos|\bshare\b|compartir|advertis|powered by|leave a (?:reply|comment)|your email|javascript/iu

/**
 * The content of a page: what the readable part holds, every table, and of the rest what reads as content rather than as the
 * frame around it. Headings stay with what follows them.
 * @param readable text of the blocks that a reader view would show; null when none could be told apart
 */
export function mainContent(page: HtmlDrafts, readable: ReadonlySet<string> | null): readonly Draft[] {
  const keep = page.drafts.map((draft) => isContent(draft, page.facts.get(draft), readable))
  // From the end, so that a heading over a kept heading is kept too.
  for (let index = page.drafts.length - 1; index >= 0; index--) {
    if (page.drafts[index]?.kind === 'heading' && keep[index] === undefined)
      keep[index] = leads(page.drafts, keep, index)
  }
  return page.drafts.filter((_, index) => keep[index] === true)
}

/** Undefined for a heading that the blocks under it decide about. */
function isContent(
  draft: Draft,
  facts: BlockFacts | undefined,
  readable: ReadonlySet<string> | null,
): boolean | undefined {
  if (facts === undefined || draft.kind === 'table-row' || draft.kind === 'code') return true
  if (readable?.has(blockKey(draft.text)) === true) return true
  if (draft.kind === 'heading') return draft.level === 1 && !facts.inFrame ? true : undefined
  const chars = draft.text.length
  const linked = facts.linkChars / Math.max(chars, 1)
  const words = draft.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  if (boilerplate.test(draft.text) && chars < 300) return false
  if (facts.inFrame) return linked <= mostLinkedInFrame && words >= fewestWords
  return linked <= mostLinked && (words >= fewestWords || readable === null || /\d/u.test(draft.text))
}

function leads(drafts: readonly Draft[], keep: readonly (boolean | undefined)[], index: number): boolean {
  const level = drafts[index]?.level ?? 6
  for (let at = index + 1; at < drafts.length; at++) {
    const next = drafts[at]
    if (next?.kind === 'heading' && (next.level ?? 6) <= level) return false
    if (keep[at] === true) return true
  }
  return false
}

/** Under which the same block of a page is found again. */
export function blockKey(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
}
