import { boxSign } from '../layout/box-sign.ts'
import { isOn } from './skipped-elements.ts'

const mostChoices = 200

/** What a field of an old form shows that is no text of the document: whether a box is ticked, what is chosen of a list. */
export interface FormField {
  /** True inside of the description of a field. */
  open(name: string, value: string | undefined): boolean
  /** At the end of the description. Empty for a field that holds text. */
  close(): string
}

export function createFormField(): FormField {
  let isOpen = false
  let kind: 'box' | 'list' | null = null
  let isTicked: boolean | null = null
  let isUsuallyTicked = false
  let chosen = 0
  const choices: string[] = []
  const openers: Readonly<Partial<Record<string, (value: string | undefined) => void>>> = {
    'w:checkBox': () => (kind = 'box'),
    'w:ddList': () => (kind = 'list'),
    'w:checked': (value) => (isTicked = isOn(value)),
    'w:default'(value) {
      if (kind === 'box') isUsuallyTicked = isOn(value)
      else if (kind === 'list') chosen = Number(value) || 0
    },
    'w:result': (value) => (chosen = Number(value) || 0),
    'w:listEntry'(value) {
      if (choices.length < mostChoices) choices.push(value ?? '')
    },
  }
  return {
    open(name, value) {
      if (name === 'w:ffData') {
        isOpen = true
        kind = null
        isTicked = null
        isUsuallyTicked = false
        chosen = 0
        choices.length = 0
      } else if (isOpen) openers[name]?.(value)
      return isOpen
    },
    close() {
      isOpen = false
      if (kind === 'list') return choices[chosen] ?? ''
      if (kind === null) return ''
      return boxSign(isTicked ?? isUsuallyTicked)
    },
  }
}
