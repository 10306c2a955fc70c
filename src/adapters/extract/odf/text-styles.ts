import { headingStyleLevel, isTitleStyle } from '../layout/style-names.ts'

type Attributes = Readonly<Record<string, string>>

/** How runs, paragraphs and tables are set, as far as it changes what is read: raised, not shown, struck through, as a title or heading, on a new page. */
export interface TextStyle {
  readonly isRaised: boolean
  readonly isHidden: boolean
  /** Null where nothing says so or otherwise. */
  readonly isStruck: boolean | null
  /** Of the heading that a paragraph is by its style alone, 1 for the title of the document; null for all others. */
  readonly level: number | null
  /** It begins on a new page, and what follows it does. */
  readonly turnsBefore: boolean
  readonly turnsAfter: boolean
}

interface OwnStyle {
  readonly parent: string
  isRaised?: boolean
  isHidden?: boolean
  isStruck?: boolean
  turnsBefore?: boolean
  turnsAfter?: boolean
}

type Family = 'text' | 'paragraph' | 'table' | 'table-cell'

const plain: TextStyle = {
  isRaised: false,
  isHidden: false,
  isStruck: null,
  level: null,
  turnsBefore: false,
  turnsAfter: false,
}
const maxStyles = 50_000
const maxInheritance = 20
const turnsPage = /page$/

export type TextStyles = ReturnType<typeof createTextStyles>

/** The styles of runs, paragraphs and tables by name; what they inherit is looked up when they are asked for. */
export function createTextStyles() {
  const own = new Map<string, OwnStyle>()
  let name = ''
  return {
    /** Told of every element; takes none of them away from others. */
    open(element: string, attributes: Attributes): void {
      if (element === 'style:style') {
        name = `${attributes['style:family'] ?? ''} ${attributes['style:name'] ?? ''}`
        if (own.size < maxStyles) own.set(name, newStyle(attributes))
      } else if (name !== '') applyProperties(own.get(name), element, attributes)
    },
    close(element: string): void {
      if (element === 'style:style') name = ''
    },
    of(family: Family, style: string | undefined): TextStyle {
      if (style === undefined) return plain
      let isRaised: boolean | undefined
      let isHidden: boolean | undefined
      let isStruck: boolean | undefined
      let turnsBefore: boolean | undefined
      let turnsAfter: boolean | undefined
      let level: number | null = null
      let key = `${family} ${style}`
      let at = own.get(key)
      for (let step = 0; at !== undefined && step < maxInheritance; step++) {
        isRaised ??= at.isRaised
        isHidden ??= at.isHidden
        isStruck ??= at.isStruck
        turnsBefore ??= at.turnsBefore
        turnsAfter ??= at.turnsAfter
        level ??= family === 'paragraph' ? levelByName(key.slice(family.length + 1)) : null
        key = at.parent
        at = own.get(key)
      }
      return {
        isRaised: isRaised ?? false,
        isHidden: isHidden ?? false,
        isStruck: isStruck ?? null,
        level,
        turnsBefore: turnsBefore ?? false,
        turnsAfter: turnsAfter ?? false,
      }
    },
  }
}

/** The style of a run; it is struck through, unless it says otherwise, where what is around it is. */
export function runStyle(
  styles: TextStyles,
  attributes: Attributes,
  isStruckAround: boolean | null | undefined,
): TextStyle {
  const style = styles.of('text', attributes['text:style-name'])
  return { ...style, isStruck: style.isStruck ?? isStruckAround ?? null }
}

function newStyle(attributes: Attributes): OwnStyle {
  const family = attributes['style:family'] ?? ''
  const parent = attributes['style:parent-style-name']
  const pages = attributes['style:master-page-name']
  return {
    parent: parent === undefined ? '' : `${family} ${parent}`,
    // Pages of another kind, or of the same one once more, begin with a new page.
    ...(pages === undefined ? {} : { turnsBefore: pages !== '' }),
  }
}

function applyProperties(style: OwnStyle | undefined, element: string, attributes: Attributes): void {
  if (style === undefined) return
  if (element === 'style:text-properties') {
    const position = attributes['style:text-position']
    if (position !== undefined) style.isRaised = /^(?:super|[1-9]\d{0,2}%)/.test(position.trim())
    if (attributes['text:display'] !== undefined) style.isHidden = attributes['text:display'] === 'none'
    const line = attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type']
    if (line !== undefined) style.isStruck = line !== 'none'
  } else if (element === 'style:paragraph-properties' || element === 'style:table-properties') {
    const { 'fo:break-before': before, 'fo:break-after': after } = attributes
    if (before !== undefined) style.turnsBefore = style.turnsBefore === true || turnsPage.test(before)
    if (after !== undefined) style.turnsAfter = turnsPage.test(after)
  }
}

/** Names are kept without blanks. */
function levelByName(name: string): number | null {
  const plainName = name.slice(0, 100).replaceAll('_20_', ' ')
  return isTitleStyle(plainName) ? 1 : headingStyleLevel(plainName)
}
