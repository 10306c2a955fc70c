import { blockElements, isFilled } from './elements.ts'
import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'

/** Where one of these begins or ends, what follows is of something else than the label before it. */
const dividing = new Set('table tr td th ul ol li dl dt dd fieldset legend form h1 h2 h3 h4 h5 h6'.split(' '))
/** Fields whose content stands inside of them. */
const openFields = new Set(['select', 'textarea', 'output'])

/** Elements that begin a line by themselves. */
const beginsLine = (name: string): boolean => name === 'br' || blockElements.has(name)

/** A handler that is told when the page has ended. */
export interface EndingHandler extends HtmlHandler {
  end(): void
}

/** A label that waits for what follows it. */
interface Held {
  readonly attributes: Attributes
  /** What is to be passed on of its words, and of what came behind them. */
  readonly words: (() => void)[]
  readonly since: (() => void)[]
  hasWords: boolean
  isClosed: boolean
  /** Open elements around its words inside of it. */
  depth: number
  /** Depth below an element that is not shown. */
  hidden: number
  inField: boolean
}

/**
 * Passes on a label as a term where what follows it is a field with something in it: both are one statement. A field that the label
 * is not for, an empty one and words in between leave it as it is. What a label and its field say ends where the next label or field
 * begins, though all stand on one line of the page; the words behind a box that is ticked belong to the box.
 * @param isUnseen whether an element is not shown
 */
export function withLabelTerms(
  handler: HtmlHandler,
  isUnseen: (name: string, attributes: Attributes) => boolean,
): EndingHandler {
  let held: Held | null = null
  /** Labels that were passed on as terms before they closed. */
  let unclosed = 0
  /** The line holds what a label and its field say; and the label around both has closed, so that a field is of something else. */
  let line = { isSaid: false, isOver: false }

  const newLine = (): void => {
    line = { isSaid: false, isOver: false }
    handler.open('div', {})
    handler.close('div')
  }
  const passOn = (label: Held, isTerm: boolean): void => {
    held = null
    const name = isTerm ? 'dt' : 'label'
    if (isTerm) line = { isSaid: true, isOver: false }
    handler.open(name, label.attributes)
    for (const event of label.words) event()
    if (isTerm || label.isClosed) handler.close(name)
    if (isTerm && !label.isClosed) unclosed++
    for (const event of label.since) event()
  }
  const release = (): void => {
    if (held !== null) passOn(held, false)
  }
  const openField = (label: Held, name: string, attributes: Attributes): void => {
    const isItsOwn = (label.attributes['for'] ?? attributes['id']) === attributes['id']
    const isInWords = !label.isClosed && label.depth > 0
    if (!isItsOwn || isInWords || !label.hasWords) passOn(label, false)
    else if (name !== 'input') label.inField = true
    else if (isFilled(attributes)) passOn(label, true)
    else {
      // A label without a name behind its words may be that of the box before them.
      const isSurely = !label.isClosed || label.attributes['for'] !== undefined
      if (isSurely && line.isSaid) newLine()
      passOn(label, false)
      line = { isSaid: isSurely, isOver: false }
    }
  }
  return {
    open(name, attributes) {
      if (name === 'label' || dividing.has(name)) release()
      if (name === 'label') {
        held = hold(attributes)
        return
      }
      const label = held
      const isHidden = label !== null && (label.hidden > 0 || isUnseen(name, attributes))
      const isField = openFields.has(name) || (name === 'input' && attributes['type'] !== 'hidden')
      if (label !== null && !isHidden && isField) openField(label, name, attributes)
      if (held === null) {
        if (beginsLine(name)) line = { isSaid: false, isOver: false }
        else if (label === null && isField && line.isOver && !isUnseen(name, attributes)) newLine()
        return handler.open(name, attributes)
      }
      if (isHidden) held.hidden++
      else held.depth++
      later(held, () => handler.open(name, attributes))
    },
    close(name) {
      if (held === null && name === 'label') line.isOver = line.isSaid
      if (held === null && name === 'label' && unclosed > 0) unclosed--
      else if (held === null) {
        if (beginsLine(name)) line = { isSaid: false, isOver: false }
        handler.close(name)
      } else if (held.hidden > 0) {
        held.hidden--
        later(held, () => handler.close(name))
      } else if (name === 'label') {
        held.isClosed = true
        if (!held.hasWords) release()
      } else {
        if (openFields.has(name) || dividing.has(name)) release()
        if (held === null) return handler.close(name)
        held.depth--
        later(held, () => handler.close(name))
      }
    },
    text(text) {
      if (held !== null && held.hidden === 0 && text.trim() !== '') {
        if (held.inField || held.isClosed) passOn(held, held.inField)
        else held.hasWords = true
      } else if (held === null && text.trim() !== '') line.isOver = false
      if (held === null) handler.text(text)
      else later(held, () => handler.text(text))
    },
    end: release,
  }
}

function hold(attributes: Attributes): Held {
  const state = { hasWords: false, isClosed: false, depth: 0, hidden: 0, inField: false }
  return { attributes, words: [], since: [], ...state }
}

function later(label: Held, event: () => void): void {
  const events = label.isClosed || label.inField ? label.since : label.words
  events.push(event)
}
