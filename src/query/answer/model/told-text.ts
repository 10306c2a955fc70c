import { visibleText } from '../../../domain/text/visible-text.ts'
import { inertText } from '../../untrusted/inert-text.ts'
import { checkTags } from './answer-tags.ts'

/** What is shown of a text that a model wrote: known tags, nothing active. */
export function shownOfModel(text: string, known: ReadonlySet<string>) {
  const checked = checkTags(visibleText(text), known)
  return { ...checked, text: inertText(checked.text) }
}

export interface ToldText {
  /** The next piece as the model wrote it. */
  readonly take: (piece: string) => void
  /** The whole text as it is shown. */
  readonly end: (shown: string) => void
}

/**
 * Tells a model's text while it comes. What was told so far is always all that is shown of a beginning of the text, so nothing in it is
 * active, wherever the pieces were cut: a tag, a link or an element that is not complete yet is not told, and what was told is
 * never taken back.
 */
export function createToldText(known: ReadonlySet<string>, tell: (text: string) => void): ToldText {
  let raw = ''
  let seen = 0
  let told = ''
  const advance = (shown: string) => {
    if (shown.length <= told.length || !shown.startsWith(told)) return
    tell(shown.slice(told.length))
    told = shown
  }
  return {
    take: (piece) => {
      raw += piece
      // looking at all of it at every word would take quadratic time
      if (raw.length - seen < Math.max(1, seen / 50)) return
      const end = endOfSentence(raw)
      if (end <= seen) return
      seen = end
      advance(shownOfModel(raw.slice(0, end), known).text)
    },
    end: advance,
  }
}

/** Where the last sentence or line ends whose brackets are all closed. */
function endOfSentence(text: string): number {
  const open = Math.max(text.lastIndexOf('<'), text.lastIndexOf('['), text.lastIndexOf('&'))
  const closed = Math.max(text.lastIndexOf('>'), text.lastIndexOf(']'), text.lastIndexOf(';'), text.lastIndexOf(' '))
  const whole = open > closed ? text.slice(0, open) : text
  const ends = [...whole.matchAll(/[.!?:](?=\s)|[^\s\p{L}](?=\n)|\n(?=\n)/gu)]
  const last = ends.at(-1)
  return last === undefined ? 0 : last.index + last[0].length
}
