/** One property of a calendar or a card: `TEL;TYPE=work:+34 91 000 00 00`. */
export interface Property {
  readonly value: string
  readonly parameters: string
}

const line = /^(?:[\w-]{1,40}\.)?([A-Z-]{1,40})((?:;[^":]*(?:"[^"]*"[^":]*){0,100})?):([^]*)$/i

/** Properties of iCalendar (RFC 5545) and vCard (RFC 6350), key in capitals. @param mostLines as many lines are looked at */
export function* propertiesOf(text: string, mostLines?: number): Generator<Property & { readonly key: string }> {
  for (const written of unfolded(text, mostLines)) {
    const [, name, parameters = '', value = ''] = line.exec(written) ?? []
    if (name !== undefined) yield { key: name.toUpperCase(), parameters, value }
  }
}

/** A line that begins with a blank goes on with the one before. */
function unfolded(text: string, mostLines?: number): readonly string[] {
  const lines: string[] = []
  for (const one of text.split(/\r\n|\r|\n/, mostLines)) {
    const last = lines.length - 1
    if (/^[ \t]/.test(one) && last >= 0) lines[last] = `${lines[last] ?? ''}${one.slice(1)}`
    else lines.push(one)
  }
  return lines
}

/** A value without the marks that keep its signs from being read as marks. */
export function plainValue(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign)).trim()
}
