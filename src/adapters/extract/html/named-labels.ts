import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import type { EndingHandler } from './label-terms.ts'

/** Boxes that sites set under each other, `field__label` and `field__item`, and nothing else. */
const boxes = new Set(['div', 'p'])
const labelName = /^(.*?)(?:^|[-_]+)(?:label|lbl|key|term|etiqueta)$/i
const valueName = /^(.*?)(?:^|[-_]+)(?:value|valor|val|items?|data)$/i
/** What stands under a label whose name begins as its own does may be called by words that others use for much else. */
const namesakeName = /^(.*?)[-_]+(?:content|text|body|number|desc(?:ription)?|inner|wrapper)$/i
const longestLabel = 80

/** A label that waits for what comes after it. */
interface Held {
  readonly stems: readonly string[]
  readonly attributes: Attributes
  readonly inside: (() => void)[]
  readonly all: (() => void)[]
  words: number
  depth: number
  isClosed: boolean
}

/** A value of a label. */
interface Value {
  readonly stems: readonly string[]
  depth: number
  /** It stands inside of the box of all values of its label. */
  readonly isPart: boolean
}

/**
 * Passes on a box that is named as a label, and the box of its value right behind it, as a term and its explanations: apart, "Dos meses"
 * answers nothing. Each of several values behind one label is said of it. A label with anything else behind it stays as it is.
 */
export function withNamedLabels(handler: HtmlHandler): EndingHandler {
  let held: Held | null = null
  /** The values that are open, one inside of the other, and how many elements are open in each. */
  const values: Value[] = []
  /** The value that closed last, whose label may have another one. */
  let said: Value | null = null
  const settle = (): void => {
    if (said !== null) handler.close('dl')
    said = null
  }
  const release = (): void => {
    const label = held
    held = null
    for (const event of label?.all ?? []) event()
  }
  const passOnAsTerm = (label: Held): void => {
    held = null
    handler.open('dl', {})
    handler.open('dt', label.attributes)
    for (const event of label.inside) event()
    handler.close('dt')
    handler.open('dd', {})
    values.push({ stems: label.stems, depth: 0, isPart: false })
  }
  /** Whether another value of a label begins: behind one that was said, or inside of the box of all of them. */
  const opensNext = (name: string, attributes: Attributes): boolean => {
    const around = values.at(-1)
    const next = said ?? (held === null && around?.depth === 1 ? around : null)
    if (next === null || !isValueOf(next, name, attributes)) return false
    handler.open('dd', {})
    values.push({ stems: next.stems, depth: 0, isPart: said === null || said.isPart })
    said = null
    return true
  }
  const later = (label: Held, event: () => void): void => {
    label.all.push(event)
    if (!label.isClosed) label.inside.push(event)
  }
  return {
    open(name, attributes) {
      if (held?.isClosed === true) {
        if (isValueOf(held, name, attributes)) passOnAsTerm(held)
        else release()
      } else if (!opensNext(name, attributes)) settle()
      for (const value of values.slice(-1)) value.depth++
      const stems = boxes.has(name) ? stemsOf(attributes, labelName) : []
      if (held !== null) {
        held.depth++
        later(held, () => handler.open(name, attributes))
      } else if (stems.length > 0) {
        const all = [() => handler.open(name, attributes)]
        held = { stems, attributes, inside: [], all, words: 0, depth: 0, isClosed: false }
      } else handler.open(name, attributes)
    },
    close(name) {
      if (held?.isClosed === true) release()
      settle()
      if (held !== null) {
        if (held.depth-- > 0) later(held, () => handler.close(name))
        else {
          held.all.push(() => handler.close(name))
          held.isClosed = true
          if (held.words === 0) release()
        }
      } else handler.close(name)
      const value = values.at(-1)
      if (value === undefined || --value.depth > 0) return
      values.pop()
      handler.close('dd')
      if (value.isPart) return
      said = value
    },
    text(text) {
      if (text.trim() !== '') settle()
      if (held?.isClosed === true && text.trim() !== '') release()
      if (held === null) return handler.text(text)
      held.words += text.trim().length
      later(held, () => handler.text(text))
      if (held.words > longestLabel) release()
    },
    end() {
      release()
      settle()
    },
  }
}

function isValueOf({ stems }: Pick<Held, 'stems'>, name: string, attributes: Attributes): boolean {
  if (!boxes.has(name)) return false
  if (stemsOf(attributes, valueName).length > 0) return true
  return stemsOf(attributes, namesakeName).some((stem) => stem !== '' && stems.includes(stem))
}

/** What names of a pattern begin with: `field` of `field__label`. */
function stemsOf(attributes: Attributes, pattern: RegExp): readonly string[] {
  const names = (attributes['class'] ?? '').slice(0, 300).split(/\s+/)
  return names.flatMap((one) => pattern.exec(one)?.[1] ?? [])
}
