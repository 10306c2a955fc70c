import { boxSign } from '../layout/box-sign.ts'

/** Kinds of fields that hold no text: boxes, lists. */
const kinds = { box: 1, list: 2 } as const
/** What a field says that was never filled in. */
const notFilled = 25
const mostChoices = 200

/** What a field of a form shows that is no text of the document: whether a box is ticked, what is chosen of a list. */
export interface FormField {
  word(name: string, value: number | null): void
  choice(text: string): void
  endChoice(): void
  /** Empty for a field that holds text; forgets the field. */
  take(): string
}

export function createFormField(): FormField {
  let [kind, result, usual] = [0, notFilled, 0]
  let choices: string[] = []
  let open = ''
  return {
    word(name, value) {
      if (name === 'fftype') kind = value ?? 0
      else if (name === 'ffres') result = value ?? notFilled
      else if (name === 'ffdefres') usual = value ?? 0
    },
    choice: (text) => void (open += text),
    endChoice() {
      if (choices.length < mostChoices) choices.push(open)
      open = ''
    },
    take() {
      const value = result === notFilled ? usual : result
      const shown = kind === kinds.list ? (choices[value] ?? '') : kind === kinds.box ? boxSign(value === 1) : ''
      ;[kind, result, usual] = [0, notFilled, 0]
      choices = []
      return shown
    },
  }
}
