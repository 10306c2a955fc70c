import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import type { EndingHandler } from './label-terms.ts'

const boxes = new Set(['div', 'p'])
const figureName = /(?:^|\s)([\w-]+?)[-_]+(?:number|num|value|count|figure|amount)(?:$|\s)/i
const labelName = /(?:^|\s)([\w-]+?)[-_]+(?:label|lbl|title|name|caption)(?:$|\s)/i
const longestFigure = 30

interface Box {
  readonly stem: string
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
  const release = (): void => {
    const events = [...(figure?.events ?? []), ...(label?.events ?? [])]
    figure = null
    label = null
    for (const event of events) event()
  }
  const passOn = (number: Box, name: Box): void => {
    figure = null
    label = null
    handler.open('div', { class: 'figure-label' })
    for (const event of name.events.slice(1, -1)) event()
    handler.close('div')
    handler.open('div', { class: 'figure-value' })
    for (const event of number.events.slice(1, -1)) event()
    handler.close('div')
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
      const box = { stem, events: [() => handler.open(name, attributes)], words: '', depth: 0, isClosed: false }
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
      inside.words += text.trim()
      if (inside === figure && inside.words.length > longestFigure) release()
    },
    end: release,
  }
}

function stemOf(name: string, attributes: Attributes, pattern: RegExp): string {
  if (!boxes.has(name)) return ''
  return pattern.exec((attributes['class'] ?? '').slice(0, 300))?.[1]?.toLowerCase() ?? ''
}
