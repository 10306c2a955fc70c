type Attributes = Readonly<Record<string, string>>

/** How runs of text are set, as far as it changes what is read: raised, or not shown. */
export interface TextStyle {
  readonly isRaised: boolean
  readonly isHidden: boolean
}

const plain: TextStyle = { isRaised: false, isHidden: false }
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
      let at = own.get(`${family} ${style}`)
      for (let step = 0; at !== undefined && step < maxInheritance; step++) {
        isRaised ??= at.isRaised
        isHidden ??= at.isHidden
        at = own.get(at.parent)
      }
      return { isRaised: isRaised ?? false, isHidden: isHidden ?? false }
    },
  }
}
