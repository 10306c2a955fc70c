import { visibleText } from '../../domain/text/visible-text.ts'
import { inertText } from '../untrusted/inert-text.ts'
import { withoutTags } from '../untrusted/tags.ts'

/** A piece of a document within an answer: on one line, because a line break would end a list item, with nothing active and no tag. */
export function shownText(text: string): string {
  return inertText(withoutTags(visibleText(text).replace(/\s+/gu, ' ')))
}
