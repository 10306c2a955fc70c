import { boxSign } from '../layout/box-sign.ts'
import { isOn } from './skipped-elements.ts'

const mostChoices = 200

/** What a field of an old form shows that is no text of the document: whether a box is ticked, what is chosen of a list. */
export interface FormField {
  /** True inside of the description of a field. */
  open(name: string, value: string | undefined): boolean
  /** At the end of the description. Of a field that holds text what it says where nobody wrote into it, which may be nothing. */
  close(): { readonly shown: string; readonly holdsText: boolean }
}

export function createFormField(): FormField {
  let isOpen = false
  let kind: 'box' | 'list' | 'text' | null = null
  /** What was chosen counts before what usually is, whichever is written first. */
  let result: string | null = null
  let usual: string | null = null
  const choices: string[] = []
  const openers: Readonly<Partial<Record<string, (value: string | undefined) => void>>> = {
    'w:checkBox': () => (kind = 'box'),
    'w:ddList': () => (kind = 'list'),
    'w:textInput': () => (kind = 'text'),
    'w:checked': (value) => (result = value ?? 'true'),
    'w:result': (value) => (result = value ?? '0'),
    'w:default': (value) => (usual = value ?? (kind === 'box' ? 'true' : '')),
    'w:listEntry'(value) {
      if (choices.length < mostChoices) choices.push(value ?? '')
    },
  }
  return {
    open(name, value) {
      if (name === 'w:ffData') {
        isOpen = true
        kind = null
        result = null
        usual = null
        choices.length = 0
      } else if (isOpen) openers[name]?.(value)
      return isOpen
    },
    close() {
      isOpen = false
      const value = result ?? usual
      if (kind === 'list') return { shown: choices[Number(value)] ?? '', holdsText: false }
      if (kind === 'box') return { shown: boxSign(value !== null && isOn(value)), holdsText: false }
      return { shown: kind === 'text' ? (usual ?? '') : '', holdsText: true }
    },
  }
}
