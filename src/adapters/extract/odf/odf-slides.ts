type Attributes = Readonly<Record<string, string>>

/** Frames that repeat on every slide. */
const repeated = new Set(['date-time', 'footer', 'header', 'page-number'])

const declarations = new Set(['presentation:footer-decl', 'presentation:header-decl'])
const uses = ['presentation:use-footer-name', 'presentation:use-header-name'] as const

/** What is about slides in a presentation: where one begins, which are hidden, what is a title. */
export function createSlides() {
  const hiddenStyles = new Set<string>()
  const hidden: number[] = []
  let style = ''
  let slides = 0
  /** What stands at the foot of slides, by name, and the names that some slide shows. */
  const declared = new Map<string, string>()
  const used = new Set<string>()
  let declaring: string | null = null
  /** Nested frames, and whether each is a title. */
  const frames: boolean[] = []
  return {
    /** Numbers from 1 of the slides that are not shown. */
    hidden: hidden as readonly number[],
    /** The number of the slide that begins, from 1, and whether it is hidden. */
    openSlide(attributes: Attributes): { readonly number: number; readonly isHidden: boolean } {
      slides++
      const isHidden = hiddenStyles.has(attributes['draw:style-name'] ?? '')
      if (isHidden) hidden.push(slides)
      else for (const use of uses) used.add(attributes[use] ?? '')
      return { number: slides, isHidden }
    },
    /** True for frames that every slide repeats. */
    skips: (name: string, attributes: Attributes): boolean =>
      name === 'draw:frame' && repeated.has(attributes['presentation:class'] ?? ''),
    /** True when the element is one of styles of slides or of frames. */
    open(name: string, attributes: Attributes): boolean {
      if (name === 'style:style') style = attributes['style:name'] ?? ''
      else if (name === 'style:drawing-page-properties') {
        if (attributes['presentation:visibility'] === 'hidden') hiddenStyles.add(style)
      } else if (declarations.has(name)) declaring = attributes['presentation:name'] ?? ''
      else if (name === 'draw:frame') frames.push(attributes['presentation:class'] === 'title')
      else return false
      return true
    },
    close(name: string): void {
      if (name === 'draw:frame') frames.pop()
      else if (declarations.has(name)) declaring = null
    },
    /** True for text that is declared to stand at the foot of slides. */
    text(text: string): boolean {
      if (declaring !== null) declared.set(declaring, (declared.get(declaring) ?? '') + text)
      return declaring !== null
    },
    footers: (): readonly string[] => [...declared].filter(([name]) => used.has(name)).map(([, text]) => text),
    headingLevel: (): number | null => (frames.at(-1) === true ? 1 : null),
  }
}
