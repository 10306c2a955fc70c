import type { Draft } from '../layout/draft.ts'
import { plainValue, propertiesOf, type Property } from './content-lines.ts'
import { decodeText } from './decode-text.ts'
import { quotedPrintableBytes } from './quoted-printable.ts'

/** What is said of somebody, by key of a card, in the order of a visiting card. */
const labels: ReadonlyMap<string, string> = new Map([
  ['TITLE', 'Title'],
  ['ROLE', 'Role'],
  ['ORG', 'Organization'],
  ['TEL', 'Phone'],
  ['EMAIL', 'Mail'],
  ['ADR', 'Address'],
  ['URL', 'Web'],
  ['BDAY', 'Birthday'],
  ['NICKNAME', 'Nickname'],
  ['CATEGORIES', 'Categories'],
  ['NOTE', 'Note'],
])

interface Card {
  name: string
  full: string
  readonly lines: { readonly key: string; readonly text: string }[]
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
  return cards.flatMap(draftsOf)
}

function keep(card: Card, key: string, property: Property): void {
  const label = labels.get(key)
  if (label === undefined) return
  const value = key === 'ADR' || key === 'ORG' ? parts(property).join(', ') : said(property)
  if (value !== '') card.lines.push({ key, text: `${label}${kindOf(property)}: ${value}` })
}

function draftsOf({ name, full, lines }: Card): readonly Draft[] {
  const title = full === '' ? name : full
  const items = [...labels.keys()].flatMap((of) => lines.filter(({ key }) => key === of))
  const head: readonly Draft[] = title === '' ? [] : [{ kind: 'heading', level: 2, text: title }]
  return [...head, ...items.map(({ text }): Draft => ({ kind: 'list-item', text }))]
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

/** ` (work)`: which of several it is, in the words of the card. Vcard 2.1 writes `TEL;WORK`. */
function kindOf({ parameters }: Property): string {
  const known = parameters.toLowerCase().match(/\b(?:work|home|cell|mobile|fax|main|pager)\b/g) ?? []
  return known.length === 0 ? '' : ` (${[...new Set(known)].join(', ')})`
}
