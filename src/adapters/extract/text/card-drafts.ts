import type { Draft } from '../layout/draft.ts'
import type { TextLanguage } from '../layout/text-language.ts'
import { plainValue, propertiesOf, type Property } from './content-lines.ts'
import { decodeText } from './decode-text.ts'
import { quotedPrintableBytes } from './quoted-printable.ts'
import { labelIn, languageOf } from './said-labels.ts'

/** What is said of somebody, by key of a card, in the order of a visiting card. */
const keys = ['TITLE', 'ROLE', 'ORG', 'TEL', 'EMAIL', 'ADR', 'URL', 'BDAY', 'NICKNAME', 'CATEGORIES', 'NOTE'] as const
type Key = (typeof keys)[number]

interface Card {
  name: string
  full: string
  readonly lines: { readonly key: Key; readonly text: string; readonly property: Property }[]
}

/** Cards of an address book (vCard 2.1 to 4.0), each under its name: how somebody is reached, and what is noted. */
export function cardDrafts(text: string): readonly Draft[] {
  const cards: Card[] = []
  for (const { key, ...property } of propertiesOf(withWholeLines(text))) {
    if (key === 'BEGIN') cards.push({ name: '', full: '', lines: [] })
    const card = cards.at(-1)
    if (card === undefined) continue
    if (key === 'FN') card.full = said(property)
    else if (key === 'N') card.name = nameIn(property)
    else keep(card, key, property)
  }
  const language = languageOf(
    cards.flatMap(({ lines }) => lines.map(({ text: value, property }) => ({ ...property, value }))),
  )
  return cards.flatMap((card) => draftsOf(card, language))
}

function keep(card: Card, key: string, property: Property): void {
  const known = keys.find((one) => one === key)
  if (known === undefined) return
  const value = key === 'ADR' || key === 'ORG' ? parts(property).join(', ') : said(property)
  if (value !== '') card.lines.push({ key: known, text: value, property })
}

function draftsOf({ name, full, lines }: Card, language: TextLanguage): readonly Draft[] {
  const title = full === '' ? name : full
  const items = keys.flatMap((of) => lines.filter(({ key }) => key === of))
  const head: readonly Draft[] = title === '' ? [] : [{ kind: 'heading', level: 2, text: title }]
  const label = ({ key, property }: Card['lines'][number]): string =>
    `${labelIn(language, key)}${kindOf(property, language)}`
  return [...head, ...items.map((item): Draft => ({ kind: 'list-item', text: `${label(item)}: ${item.text}` }))]
}

/** VCard 2.1 breaks a long value behind `=`, without a blank. */
function withWholeLines(text: string): string {
  const parts: string[] = []
  let isOpen = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    isOpen = line.endsWith('=') && (isOpen || /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(line.slice(0, 300)))
    parts.push(isOpen ? line.slice(0, -1) : `${line}\n`)
  }
  return parts.join('')
}

/** Family; given; further; before; behind. */
function nameIn(property: Property): string {
  const [family, given, further, before, behind] = fields(property)
  return [before, given, further, family, behind].filter((one) => one !== undefined && one !== '').join(' ')
}

function parts(property: Property): readonly string[] {
  return fields(property).filter((one) => one !== '')
}

function fields(property: Property): readonly string[] {
  return decoded(property)
    .split(/(?<!\\);/)
    .map((one) => onOneLine(plainValue(one)))
}

function said(property: Property): string {
  return onOneLine(plainValue(decoded(property)).replace(/^(?:tel|mailto):/i, ''))
}

function onOneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}

function decoded({ value, parameters }: Property): string {
  if (!/QUOTED-PRINTABLE/i.test(parameters)) return value
  const charset = /CHARSET="?([\w-]{2,40})/i.exec(parameters)?.[1] ?? null
  return decodeText(quotedPrintableBytes(Buffer.from(value).toString('latin1')), charset)
}

const kinds = ['work', 'home', 'cell', 'mobile', 'fax', 'main', 'pager'] as const

/** ` (work)`: which of several it is. Vcard 2.1 writes `TEL;WORK`. */
function kindOf({ parameters }: Property, language: TextLanguage): string {
  const named = new Set(parameters.toLowerCase().match(/\b[a-z]+\b/g) ?? [])
  const known = kinds.filter((kind) => named.has(kind)).map((kind) => labelIn(language, kind))
  return known.length === 0 ? '' : ` (${[...new Set(known)].join(', ')})`
}
