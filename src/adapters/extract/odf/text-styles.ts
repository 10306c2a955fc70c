import { headingStyleLevel, isTitleStyle } from '../layout/style-names.ts'

type Attributes = Readonly<Record<string, string>>

/** How runs and paragraphs are set, as far as it changes what is read: raised, not shown, as a title or heading. */
export interface TextStyle {
  readonly isRaised: boolean
  readonly isHidden: boolean
  /** Of the heading that a paragraph is by its style alone, 1 for the title of the document; null for all others. */
  readonly level: number | null
}

const plain: TextStyle = { isRaised: false, isHidden: false, level: null }
const maxStyles = 50_000
const maxInheritance = 20

export type TextStyles = ReturnType<typeof createTextStyles>

/** The styles of runs and paragraphs by name; what they inherit is looked up when they are asked for. */
export function createTextStyles() {
  const own = new Map<string, { readonly parent: string; isRaised?: boolean; isHidden?: boolean }>()
  let name = ''
  return {
    /** Told of every element; takes none of them away from others. */
    open(element: string, attributes: Attributes): void {
      if (element === 'style:style') {
        name = `${attributes['style:family'] ?? ''} ${attributes['style:name'] ?? ''}`
        const parent = attributes['style:parent-style-name']
        if (own.size < maxStyles)
          own.set(name, { parent: parent === undefined ? '' : `${attributes['style:family'] ?? ''} ${parent}` })
      } else if (element === 'style:text-properties') {
        const style = own.get(name)
        const position = attributes['style:text-position']
        if (style === undefined) return
        if (position !== undefined) style.isRaised = /^(?:super|[1-9]\d{0,2}%)/.test(position.trim())
        if (attributes['text:display'] !== undefined) style.isHidden = attributes['text:display'] === 'none'
      }
    },
    close(element: string): void {
      if (element === 'style:style') name = ''
    },
    of(family: 'text' | 'paragraph', style: string | undefined): TextStyle {
      if (style === undefined) return plain
      let isRaised: boolean | undefined
      let isHidden: boolean | undefined
      let level: number | null = null
      let key = `${family} ${style}`
      let at = own.get(key)
      for (let step = 0; at !== undefined && step < maxInheritance; step++) {
        isRaised ??= at.isRaised
        isHidden ??= at.isHidden
        level ??= family === 'paragraph' ? levelByName(key.slice(family.length + 1)) : null
        key = at.parent
        at = own.get(key)
      }
      return { isRaised: isRaised ?? false, isHidden: isHidden ?? false, level }
    },
  }
}

/** Names are kept without blanks. */
function levelByName(name: string): number | null {
  const plainName = name.slice(0, 100).replaceAll('_20_', ' ')
  return isTitleStyle(plainName) ? 1 : headingStyleLevel(plainName)
}
