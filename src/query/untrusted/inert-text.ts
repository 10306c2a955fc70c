// `untrusted/` makes text of documents and models harmless: in answers (`inert-text.ts`), in prompts (`prompt-data.ts`), and forged
// references in either (`tags.ts`).
import { visibleText } from '../../domain/text/visible-text.ts'
import { replaceTags } from './tags.ts'

/** `&amp;` may stand before another entity any number of times, and old names need no semicolon. */
const ampersands = '&(?:(?:amp|#0*38(?!\\d)|#x0*26(?![\\da-f]));?)*'
const lessEntity = new RegExp(`${ampersands}(?:lt|#0*60(?!\\d)|#x0*3c(?![\\da-f]));?`, 'giu')
const greaterEntity = new RegExp(`${ampersands}(?:gt|#0*62(?!\\d)|#x0*3e(?![\\da-f]));?`, 'giu')
const ampersandEntity = /&(?:(?:amp|#0*38|#x0*26);)+(?!#|lt|gt|amp|quot|[a-z][a-z\d]*;)/giu
const otherEntity = /&(?=#\d|#x[\da-f]|[a-z][a-z\d]{1,31};)/giu

/** What opens a tag, a comment or an address in angle brackets; a smaller-than sign before a blank or a number does not. */
const element = /[<＜﹤]([\p{L}/!?][^<>＜﹤]*)>/gu
const opening = /[<＜﹤](?=[\p{L}/!?])/gu

/** Addresses that may stand behind a link: nothing in them ends the link early or is read otherwise by somebody else. */
const safeTarget = /^\]\((?:https?:\/\/|mailto:|tel:)(?:[^\s()<>\\"'`[\]]|\([^\s()<>\\"'`[\]]*\))+\)/iu
const longestTarget = 2_100
/** Characters before a bracket that are looked at: as long as Markdown lets a label be. */
const lookBack = 1_000

const betweenLetters = (word: string) => [...word].join('[\\t\\n]*')
const scripts = new RegExp(
  `(${['javascript', 'vbscript', 'livescript'].map(betweenLetters).join('|')})([\\t\\n ]*):`,
  'giu',
)
const dataAddress = new RegExp(`(${betweenLetters('data')})([\\t\\n ]*):(?=\\s*(?:[a-z]+/|[;,]))`, 'giu')
const otherAddress = /(?<![\p{L}\p{N}])(?!https?:)([a-z][a-z\d+.-]{0,30}):(?=\/\/)/giu
/** Looks like a colon and is none. */
const letterColon = '꞉'

/**
 * A text that documents or models wrote, such that nothing in it becomes active, whether it is shown as plain text, as
 * Markdown or as HTML: no images, elements, entities, scripts or definitions, and no links but to http, https, mailto and
 * tel. What is taken apart stays readable. Tags `[Doc N]` stay, and stay no more than tags. Doing it twice changes nothing.
 */
export function inertText(text: string): string {
  return withoutSchemes(withoutLinks(withoutElements(withoutEntities(visibleText(text)))))
}

/** Those of angle brackets are shown as what they mean, so that `a &lt; b` can be read; the others lose their ampersand. */
export function withoutEntities(text: string): string {
  return text
    .replace(lessEntity, '‹')
    .replace(greaterEntity, '›')
    .replace(ampersandEntity, '&')
    .replace(otherEntity, '＆')
}

function withoutElements(text: string): string {
  return text.replace(element, '‹$1›').replace(opening, '‹')
}

/** A blank between the two signs is all that Markdown needs to take them for text. */
function withoutLinks(text: string): string {
  const imageless = text.replace(/!(?=\[)/gu, '! ')
  return imageless.replace(/\](?=[([:])/gu, (bracket, at: number) =>
    staysJoined(imageless, at) ? bracket : `${bracket} `,
  )
}

function staysJoined(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - lookBack), at)
  if (text[at + 1] === '(') return safeTarget.test(text.slice(at, at + longestTarget)) && !endsInTag(before)
  return text[at + 1] === ':' && isMidSentence(before)
}

/** `[label]: address` defines a link, but only at the beginning of a line. A label may begin on the line before. */
function isMidSentence(before: string): boolean {
  const lineStart = before.lastIndexOf('\n') + 1
  const label = before.indexOf('[', lineStart)
  return label > lineStart && before[label - 1] !== '\\' && /\p{L}/u.test(before.slice(lineStart, label))
}

/** A tag leads to a passage, never elsewhere. */
function endsInTag(before: string): boolean {
  const label = `${/\[[^[\]]*$/u.exec(before)?.[0] ?? '['}]`
  return label === '[]' || replaceTags(label, () => '') === ''
}

function withoutSchemes(text: string): string {
  return text
    .replace(scripts, `$1$2${letterColon}`)
    .replace(dataAddress, `$1$2${letterColon}`)
    .replace(otherAddress, `$1${letterColon}`)
}
