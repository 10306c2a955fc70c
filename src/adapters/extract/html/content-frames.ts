import type { Draft } from '../layout/draft.ts'
import type { Frame } from './block-facts.ts'
import type { HtmlDrafts } from './html-drafts.ts'

/** Shorter blocks may be anything. */
const proseChars = 60
/** Blocks with a larger part in links lead elsewhere. */
const mostLinked = 0.2
/** A part of the frame with more of the running text of a page is its content, whatever it is called. */
const shareOfContent = 0.6
/** A reader view with less of the running text has missed the content. */
const shareOfReadable = 0.3

/** Blocks that read as running text, with their length. */
export function proseOf({ drafts, facts }: HtmlDrafts): Map<Draft, number> {
  const isProse = (draft: Draft): boolean => {
    const { linkChars = 0 } = facts.get(draft) ?? {}
    return draft.kind !== 'heading' && draft.text.length >= proseChars && linkChars <= draft.text.length * mostLinked
  }
  return new Map(drafts.filter(isProse).map((draft) => [draft, draft.text.length]))
}

/**
 * What is called a part of the frame and holds the content, because a page names its boxes as it likes. What readers wrote
 * never is, and none where a reader view found the content elsewhere.
 */
export function contentFrames(page: HtmlDrafts, isReadable: ReadonlySet<Draft>): ReadonlySet<Frame> {
  const prose = proseOf(page)
  let [all, readable] = [0, 0]
  const held = new Map<Frame, number>()
  for (const [draft, length] of prose) {
    all += length
    if (isReadable.has(draft)) readable += length
    const frame = page.facts.get(draft)?.frame
    if (frame !== null && frame !== undefined) held.set(frame, (held.get(frame) ?? 0) + length)
  }
  if (readable >= all * shareOfReadable) return new Set()
  return new Set(
    [...withInner(held)]
      .filter(([frame, length]) => !holdsVoices(frame) && length >= all * shareOfContent)
      .map(([frame]) => frame),
  )
}

/** What stands in each frame and in the frames inside of it. */
function withInner(held: ReadonlyMap<Frame, number>): Map<Frame, number> {
  const sums = new Map<Frame, number>()
  for (const [frame, length] of held) {
    for (let at: Frame | null = frame; at !== null; at = at.around) sums.set(at, (sums.get(at) ?? 0) + length)
  }
  return sums
}

const holdsVoices = (frame: Frame): boolean => standsIn(frame, ['voices'])

/** Whether a frame is one of these kinds, or stands in one. */
export function standsIn(frame: Frame | null, kinds: readonly Frame['kind'][]): boolean {
  for (let at = frame; at !== null; at = at.around) if (kinds.includes(at.kind)) return true
  return false
}
