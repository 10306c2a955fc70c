import { boxSign } from '../layout/box-sign.ts'

type Attributes = Readonly<Record<string, string>>

const maxControls = 10_000
const written = /^form:(?:text|textarea|formatted-text|number|date|time|combobox|value-range)$/

/** What the controls of a form show, by the names under which the text refers to them. */
export function createForms() {
  const shown = new Map<string, string>()
  let open = ''
  const put = (attributes: Attributes, text: string): void => {
    open = attributes['xml:id'] ?? attributes['form:id'] ?? ''
    if (shown.size < maxControls) shown.set(open, text)
  }
  return {
    /** An element of `office:forms`. */
    open(name: string, attributes: Attributes): void {
      const label = attributes['form:label'] ?? ''
      if (written.test(name)) put(attributes, attributes['form:current-value'] ?? attributes['form:value'] ?? '')
      else if (name === 'form:fixed-text') put(attributes, label)
      else if (name === 'form:checkbox' || name === 'form:radio') {
        const isOn =
          (attributes['form:current-state'] ?? attributes['form:state']) === 'checked' ||
          (attributes['form:current-selected'] ?? attributes['form:selected']) === 'true'
        put(attributes, `${boxSign(isOn)} ${label}`)
      } else if (name === 'form:listbox') put(attributes, '')
      else if (
        name === 'form:option' &&
        (attributes['form:current-selected'] ?? attributes['form:selected']) === 'true'
      ) {
        const before = shown.get(open) ?? ''
        shown.set(open, before === '' ? label : `${before}, ${label}`)
      }
    },
    shownBy: (control: string | undefined): string => shown.get(control ?? '') ?? '',
  }
}

/** Boxes and lists of old forms in the text: what they show, from their parameters. */
export function createFieldMark() {
  let type = ''
  let isOn = false
  let selected = -1
  let entries: string[] = []
  return {
    open(attributes: Attributes): void {
      type = attributes['field:type'] ?? ''
      isOn = false
      selected = -1
      entries = []
    },
    parameter(attributes: Attributes): void {
      const { 'field:name': name = '', 'field:value': value = '' } = attributes
      if (/checked$/i.test(name)) isOn = value === 'true'
      else if (/listentry$/i.test(name) && entries.length < 200) entries.push(value)
      else if (/selected$/i.test(name)) selected = Number(value)
    },
    close(): string {
      if (/checkbox$/i.test(type)) return boxSign(isOn)
      return /dropdown$/i.test(type) ? (entries[selected] ?? '') : ''
    },
  }
}
