type Attributes = Readonly<Record<string, string>>

const mostDigits = 15
const longest = 1_000_000

/**
 * What a cell of a sheet holds, for the files of programs that do not write beside it how it is shown. Empty for a cell without
 * a value.
 */
export function cellValue(attributes: Attributes): string {
  return (values[attributes['office:value-type'] ?? '']?.(attributes) ?? '').slice(0, longest)
}

const values: Readonly<Record<string, (attributes: Attributes) => string>> = {
  string: (attributes) => attributes['office:string-value'] ?? '',
  float: (attributes) => numberOf(attributes, 1),
  percentage(attributes) {
    const number = numberOf(attributes, 100)
    return number === '' ? '' : `${number}%`
  },
  currency: (attributes) => `${numberOf(attributes, 1)} ${attributes['office:currency'] ?? ''}`.trim(),
  date: (attributes) => (attributes['office:date-value'] ?? '').replace(/T00:00:00(?:\.0*)?$/, '').replace('T', ' '),
  time(attributes) {
    const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M(\d+)/.exec(attributes['office:time-value'] ?? '') ?? []
    return [hours, minutes, seconds].every((part) => part !== undefined) ? `${hours}:${minutes}:${seconds}` : ''
  },
  boolean: (attributes) => (attributes['office:boolean-value'] ?? '').toUpperCase(),
}

/** Without what computing leaves behind its last digits. */
function numberOf(attributes: Attributes, times: number): string {
  const written = attributes['office:value'] ?? ''
  const value = Number(written) * times
  return written === '' || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(mostDigits)))
}
