import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { asksWhether } from './asks-whether.ts'

const value = /^[^:\n]{1,40}:([^\n]*)$/
const sentAt = /^(?:date|fecha|sent|enviado(?: el)?): .{0,60}\d{1,2}:\d{2}/
const ofMails =
  /\b(?:e?-?mails?|correos?|mensajes?|messages?|sent|send|wrote|written|received|envi[a-z]+|escri[a-z]+|recib[a-z]+)\b/

/**
 * Whether a unit cannot be the answer: its value is what the question says already ("¿Quién lleva la colmena 14?" and "Colmena: 14"), or it is
 * the moment at which a mail was sent that is about something else; or it only lists what the document has sections about.
 * @param question folded.
 * @param headings of the document, each as `headingKey` gives it.
 */
export function saysNothingOf(
  question: string,
  { kind, text }: Unit<RankedPassage>,
  headings: ReadonlySet<string>,
): boolean {
  const isListed = kind === 'list' || kind === 'item'
  // nearly every list ends this with its first line
  if (isListed && listsHeadings(text, headings)) return true
  if (kind !== 'label' && kind !== 'item') return false
  const folded = fold(text)
  if (sentAt.test(folded) && !ofMails.test(question)) return true
  if (kind !== 'label' || asksWhether(question)) return false
  const said = wordsOf(value.exec(folded)?.[1] ?? '')
  const asked = new Set(wordsOf(question))
  return said.length > 0 && said.every((word) => asked.has(word))
}

function listsHeadings(text: string, headings: ReadonlySet<string>): boolean {
  const lines = text.split('\n').filter((line) => headingKey(line) !== '')
  return lines.length > 0 && lines.every((line) => headings.has(headingKey(line)))
}

/** A heading or a line of a table of contents without marks, and without numbers before its words: "2024" has none. */
export function headingKey(text: string): string {
  return fold(text)
    .replace(/^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '')
    .replace(/^[^\p{L}]+(?=\p{L})/u, '')
}

const wordsOf = (folded: string): readonly string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? []
