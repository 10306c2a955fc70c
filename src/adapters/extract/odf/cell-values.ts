type Attributes = Readonly<Record<string, string>>

const mostDigits = 15
const longest = 1_000_000
/** Hours, minutes and seconds, of which those that are 0 need not be written. */
const duration = /^PT(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d*)?S)?$/

/**
 * What a cell of a sheet holds, for the files of programs that do not write beside it how it is shown. Empty for a cell without
 * a value.
 */
export function cellValue(attributes: Attributes): string {
  const type = attributes['office:value-type'] ?? ''
  return Object.hasOwn(values, type) ? (values[type]?.(attributes) ?? '').slice(0, longest) : ''
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
    const [, ...parts]: (string | undefined)[] = duration.exec(attributes['office:time-value'] ?? '') ?? []
    return parts.map((part) => (part ?? '').padStart(2, '0')).join(':')
  },
  boolean: (attributes) => (attributes['office:boolean-value'] ?? '').toUpperCase(),
}

/** Without what computing leaves behind its last digits. */
function numberOf(attributes: Attributes, times: number): string {
  const written = attributes['office:value'] ?? ''
  const value = Number(written) * times
  return written === '' || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(mostDigits)))
}
