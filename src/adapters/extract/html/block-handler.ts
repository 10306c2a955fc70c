import { hasContentTarget, linkTargetText } from '../layout/link-target.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { blockElements, frameKind, shownValue } from './elements.ts'
import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import { leadsBack } from './leads-back.ts'
import { numberFormat } from './list-labels.ts'
import { flush, flushTerms } from './page-state.ts'
import type { PageState } from './page-state.ts'

/** Takes the blocks of a page from its elements, as they are shown. @param isUnseen whether an element is not */
export function createBlockHandler(
  state: PageState,
  isUnseen: (name: string, attributes: Attributes) => boolean,
): HtmlHandler {
  return {
    open(name, attributes) {
      if (name === 'title') state.inTitle = state.title === ''
      if (state.hidden > 0 || isUnseen(name, attributes)) state.hidden++
      else openVisible(state, name, attributes)
    },
    close(name) {
      if (name === 'title') state.inTitle = false
      if (state.hidden > 0) state.hidden--
      else closeVisible(state, name)
    },
    text(text) {
      if (state.inTitle) state.title += text
      else if (state.hidden === 0) takeText(state, state.pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' '))
    },
  }
}

function takeText(state: PageState, text: string): void {
  state.text.add(text)
  if (state.type.size < state.smallest && text.trim() !== '') state.smallest = state.type.size
  if (state.link === null) return
  state.link.words += text
  // An address of mail or a telephone number leads nowhere: it is what somebody looks for.
  if (!hasContentTarget(state.link.target)) state.linkChars += text.trim().length
}

function openVisible(state: PageState, name: string, attributes: Attributes): void {
  if (blockElements.has(name)) openBlock(state, name, attributes)
  else if (name === 'a') openLink(state, attributes['href'] ?? '')
  else if (name === 'br') state.text.add('\n')
  else if (name === 'img' && attributes['alt'] !== undefined) takeText(state, ` ${pictureWords(attributes['alt'])} `)
  else if (name === 'sup') state.text.openRaised()
  else state.text.add(shownValue(name, attributes))
  // After the block before it is finished, which may stand outside of the frame.
  const kind = frameKind(name, attributes)
  if (kind !== null) {
    flush(state)
    state.frame = { around: state.frame, kind }
  }
  state.open.push(kind !== null)
}

function openLink(state: PageState, target: string): void {
  state.link = { target, words: '' }
  if (target !== '' && !hasContentTarget(target)) state.links++
}

/** How Word and Outlook write lists. */
const wordItem = /(?:^|;)\s*mso-list:\s*l\d/i

function openBlock(state: PageState, name: string, attributes: Attributes): void {
  flush(state)
  state.isItem = name === 'p' && wordItem.test(attributes['style']?.slice(0, 2_000) ?? '')
  state.tableElements.open(name, attributes)
  const opener = blockOpeners[name]
  if (opener !== undefined) opener(state, attributes)
  else if (/^h[1-6]$/.test(name)) state.heading = Number(name[1])
}

const openTerm = (state: PageState): void => {
  state.inTerm = true
}

const blockOpeners: Readonly<Partial<Record<string, (state: PageState, attributes: Attributes) => void>>> = {
  pre: (state) => {
    state.pre++
  },
  ul: ({ lists }) => lists.openBullets(),
  menu: ({ lists }) => lists.openBullets(),
  ol: ({ lists }, attributes) => lists.openNumbers(attributes['start'], numberFormat(attributes)),
  li: (state, { value }) => {
    state.label = state.lists.next(value)
  },
  dl: ({ terms, blocks }) => {
    blocks.settle()
    terms.openList()
  },
  dt: openTerm,
  dd: ({ terms }) => terms.openExplanation(),
  summary: openTerm,
}

function closeVisible(state: PageState, name: string): void {
  closeElement(state, name)
  if (state.open.pop() !== true) return
  flush(state)
  state.frame = state.frame?.around ?? null
}

function closeElement(state: PageState, name: string): void {
  if (blockElements.has(name)) {
    flush(state)
    state.tableElements.close(name)
    blockClosers[name]?.(state)
    if (/^h[1-6]$/.test(name)) state.heading = 0
  } else if (name === 'a' && state.link !== null) {
    const { target, words } = state.link
    state.link = null
    if (hasContentTarget(target)) state.text.add(linkTargetText(target, words))
    else if (leadsBack(target, words) && state.text.isOnly(words)) state.text.set(`[${words.trim()}] `)
  } else if (name === 'sup') state.text.closeRaised()
}

const closeTerm = (state: PageState): void => {
  state.inTerm = false
}

const closeItem = (state: PageState): void => {
  state.lists.close()
  state.label = ''
}

const blockClosers: Readonly<Partial<Record<string, (state: PageState) => void>>> = {
  pre: (state) => {
    state.pre = Math.max(0, state.pre - 1)
  },
  ul: closeItem,
  menu: closeItem,
  ol: closeItem,
  li: (state) => {
    state.label = ''
  },
  dt: closeTerm,
  summary: closeTerm,
  dd: ({ terms }) => terms.closeExplanation(),
  dl: (state) => {
    flushTerms(state)
    state.blocks.settle()
    state.terms.closeList()
  },
  details: (state) => flushTerms(state),
}
