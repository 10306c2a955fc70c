import type { ZipArchive } from '../containers/zip-archive.ts'
import { readXml } from '../containers/read-xml.ts'
import { numberLanguage } from '../layout/number-words.ts'
import type { NumberLanguage } from '../layout/number-words.ts'
import { headingStyleLevel, isContentsStyle, isTitleStyle } from '../layout/style-names.ts'
import { isOn } from './skipped-elements.ts'

/** Where a paragraph counts in a list: `level` from 0. */
export interface ListPlace {
  readonly listId: string
  readonly level: number
  /** Those that say so, the nearest first, where no paragraph does: a level that names one of them is the level. */
  readonly styles?: readonly string[]
}

export interface ParagraphStyle {
  /** 1 to 6 for headings, else null. */
  readonly heading: number | null
  readonly isTitle: boolean
  /** For the lines of a table of contents. */
  readonly isContents: boolean
  readonly list: ListPlace | null
  /** Not shown, struck through, or printed raised; null when neither it nor those it is based on say. */
  readonly isHidden: boolean | null
  readonly isStruck: boolean | null
  readonly isRaised: boolean | null
}

/** Styles by their ids; null stands for a paragraph that names none. */
export type DocxStyles = (styleId: string | null) => ParagraphStyle

interface RawStyle {
  id: string
  name: string
  basedOn: string | null
  outline: number | null
  listId: string | null
  listLevel: number | null
  isHidden: boolean | null
  isStruck: boolean | null
  isRaised: boolean | null
}

const maxInheritance = 20
const plain: ParagraphStyle = {
  heading: null,
  isTitle: false,
  isContents: false,
  list: null,
  isHidden: null,
  isStruck: null,
  isRaised: null,
}

/** The paragraph styles of a document: which of them are headings, titles and list items, inheritance resolved; and its language. */
export function readStyles(
  archive: ZipArchive,
  part: string,
): { readonly styles: DocxStyles; readonly language: NumberLanguage | null } {
  let language: NumberLanguage | null = null
  const raw = new Map<string, RawStyle>()
  let style: RawStyle | null = null
  let usual = ''
  readXml(archive, part, {
    open(name, attributes) {
      const value = attributes['w:val']
      if (name === 'w:style') {
        style = newStyle(attributes['w:styleId'] ?? '', '')
        raw.set(style.id, style)
        if (attributes['w:type'] === 'paragraph' && isOn(attributes['w:default'] ?? '0')) usual = style.id
      } else if (style !== null) applyProperty(style, name, value)
      else if (name === 'w:lang') language ??= numberLanguage(value ?? '')
    },
    close(name) {
      if (name === 'w:style') style = null
    },
  })
  const resolved = new Map<string, ParagraphStyle>()
  const styles: DocxStyles = (named) => {
    const styleId = named ?? usual
    let found = resolved.get(styleId)
    if (found === undefined) resolved.set(styleId, (found = resolve(raw, styleId)))
    return found
  }
  return { styles, language }
}

/** What a style says that says nothing. */
const unsaid = {
  basedOn: null,
  outline: null,
  listId: null,
  listLevel: null,
  isHidden: null,
  isStruck: null,
  isRaised: null,
}

function newStyle(id: string, name: string): RawStyle {
  return { ...unsaid, id, name }
}

function applyProperty(style: RawStyle, name: string, value: string | undefined): void {
  if (name === 'w:vanish') style.isHidden = isOn(value)
  else if (name === 'w:strike' || name === 'w:dstrike') style.isStruck = style.isStruck === true || isOn(value)
  if (value === undefined) return
  if (name === 'w:vertAlign') style.isRaised = value === 'superscript'
  else if (name === 'w:name') style.name = value
  else if (name === 'w:basedOn') style.basedOn = value
  else if (name === 'w:outlineLvl') style.outline = Number(value)
  else if (name === 'w:numId') style.listId = value
  else if (name === 'w:ilvl') style.listLevel = Number(value)
}

function resolve(raw: ReadonlyMap<string, RawStyle>, styleId: string): ParagraphStyle {
  let style = raw.get(styleId) ?? nameless(styleId)
  let { heading, isTitle, isContents, list, isHidden, isStruck, isRaised } = plain
  let level: number | null = null
  const styles: string[] = []
  for (let step = 0; style !== undefined && step < maxInheritance; step++) {
    heading ??= headingOf(style)
    isTitle ||= isTitleStyle(style.name)
    isContents ||= isContentsStyle(style.name)
    isHidden ??= style.isHidden
    isStruck ??= style.isStruck
    isRaised ??= style.isRaised
    if (list === null) {
      level ??= style.listLevel
      styles.push(style.id)
      if (style.listId !== null) list = { listId: style.listId, level: level ?? 0, styles }
    }
    const parent = style.basedOn === null ? undefined : raw.get(style.basedOn)
    if (parent === undefined) break
    style = parent
  }
  return { heading: isTitle ? null : heading, isTitle, isContents, list, isHidden, isStruck, isRaised }
}

/** Files without a style part still name styles by their usual ids ("Heading1", "Ttulo2"). */
function nameless(styleId: string): RawStyle {
  const name = styleId.replace(/^Ttulo/, 'Título').replace(/(\d)$/, ' $1')
  return newStyle(styleId, name)
}

function headingOf(style: RawStyle): number | null {
  const named = headingStyleLevel(style.name)
  if (named !== null) return named
  return style.outline !== null && style.outline >= 0 && style.outline < 9 ? Math.min(style.outline + 1, 6) : null
}
