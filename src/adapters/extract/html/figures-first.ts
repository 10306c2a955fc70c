import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import type { EndingHandler } from './label-terms.ts'

const boxes = new Set(['div', 'p'])
const figureName = /(?:^|\s)([\w-]+?)[-_]+(?:number|num|value|count|figure|amount)(?:$|\s)/i
const labelName = /(?:^|\s)([\w-]+?)[-_]+(?:label|lbl|title|name|caption)(?:$|\s)/i
const longestFigure = 30
const longestLabel = 80
/** The place of a step, a question or a chapter: "1", "02.", "Paso 3". */
const place = /^(\p{L}{1,12}\.?\s)?0{0,2}(\d{1,3})[.)ºª]?$/u
/** What people write above something else than what a figure counts: its title, or the name of a month. */
const isTitle = /[-_](?:title|name)(?:$|\s)/i
/** "98 %" "de aprobados", "12" "€/mes" */
const goesOn = /^\s*[\p{Ll}€$£%/]/u

interface Box {
  readonly stem: string
  /** The names that it has. */
  readonly named: string
  readonly events: (() => void)[]
  words: string
  depth: number
  isClosed: boolean
}

/** Passes on a figure that stands over what it counts, "1.284" over "Familias atendidas", behind its label, as boxes of one line. */
export function withFiguresFirst(handler: HtmlHandler): EndingHandler {
  let figure: Box | null = null
  let label: Box | null = null
  /** What the last label began with, which may be of the figure behind it. */
  let labelled = ''
  /** The place that was said last, of boxes of one name. */
  let counted = { stem: '', last: 0 }
  const release = (): void => {
    const events = [...(figure?.events ?? []), ...(label?.events ?? [])]
    figure = null
    label = null
    for (const event of events) event()
  }
  const passOn = (number: Box, name: Box): void => {
    if (isPlace(number, name)) {
      release()
      // The number of the next step is no value of this one's name.
      handler.open('span', {})
      return handler.close('span')
    }
    figure = null
    label = null
    const inner = (box: Box): void => {
      for (const event of box.events.slice(1, -1)) event()
    }
    if (goesOn.test(name.words)) {
      handler.open('p', {})
      inner(number)
      handler.text(' ')
      inner(name)
      return handler.close('p')
    }
    for (const [called, box] of [
      ['figure-label', name],
      ['figure-value', number],
    ] as const) {
      handler.open('div', { class: called })
      inner(box)
      handler.close('div')
    }
  }
  /** Whether a figure says the how manieth something is: behind the one before it, or above a title. */
  const isPlace = (number: Box, name: Box): boolean => {
    const [, word, digits] = place.exec(number.words.trim()) ?? []
    if (digits === undefined) return false
    const next = counted.stem === number.stem ? counted.last + 1 : 1
    counted = { stem: number.stem, last: Number(digits) }
    return isTitle.test(name.named) || word !== undefined || counted.last === next
  }
  const openBox = (): Box | null => [figure, label].find((box) => box !== null && !box.isClosed) ?? null
  return {
    open(name, attributes) {
      if (figure?.isClosed === true && label === null && stemOf(name, attributes, labelName) !== figure.stem) release()
      const inside = openBox()
      if (inside !== null) {
        inside.depth++
        inside.events.push(() => handler.open(name, attributes))
        return
      }
      const number = figure === null ? stemOf(name, attributes, figureName) : ''
      const isLabelled = number !== '' && number === labelled
      labelled = figure === null ? stemOf(name, attributes, labelName) || (isLabelled ? '' : labelled) : ''
      const stem = figure?.stem ?? (isLabelled ? '' : number)
      if (stem === '') return handler.open(name, attributes)
      const named = attributes['class'] ?? ''
      const box = { stem, named, events: [() => handler.open(name, attributes)], words: '', depth: 0, isClosed: false }
      if (figure === null) figure = box
      else label = box
    },
    close(name) {
      const inside = openBox()
      if (inside === null) {
        release()
        return handler.close(name)
      }
      inside.events.push(() => handler.close(name))
      if (inside.depth-- > 0) return
      inside.isClosed = true
      if (label !== null && figure !== null) return label.words.trim() === '' ? release() : passOn(figure, label)
      if (!/\d/u.test(inside.words)) release()
    },
    text(text) {
      const inside = openBox()
      if (inside === null) {
        if (text.trim() !== '') release()
        if (figure === null) handler.text(text)
        return
      }
      inside.events.push(() => handler.text(text))
      inside.words += text.replace(/\s+/g, ' ')
      if (inside.words.trim().length > (inside === figure ? longestFigure : longestLabel)) release()
    },
    end: release,
  }
}

function stemOf(name: string, attributes: Attributes, pattern: RegExp): string {
  if (!boxes.has(name)) return ''
  return pattern.exec((attributes['class'] ?? '').slice(0, 300))?.[1]?.toLowerCase() ?? ''
}
