import { cutText } from '../../domain/text/cut-text.ts'

/**
 * A token is about four characters of Spanish or English, and rarely more than eight on average, whatever the language. A
 * server that does not keep to the tokens it was asked for would otherwise fill the chat and the reply.
 */
const charactersPerToken = 8
const cutMark = ' […]'

/** Line breaks of any kind but the plain one. */
const otherBreaks = /\r\n?|[\u0085\u2028\u2029]/g
/** What a terminal or a browser obeys instead of showing it: control characters and overrides of direction. */
const obeyed = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu

/** The text of a model as it may be shown and kept; a mark tells where it was cut, by the model or here. */
export function toAnswerText(text: string, { maxTokens, wasCut }: { maxTokens: number; wasCut: boolean }): string {
  const plain = text.toWellFormed().replace(otherBreaks, '\n').replace(obeyed, '').trim()
  const kept = cutText(plain, maxTokens * charactersPerToken).trimEnd()
  return kept !== '' && (wasCut || kept.length < plain.length) ? kept + cutMark : kept
}
