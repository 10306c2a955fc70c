/** How a file writes values in which its separator stands. */
export interface QuoteDialect {
  readonly text: string
  readonly quoteChar: string
  readonly escapeChar?: string
}

/** A value between quotation marks, or between apostrophes where a value begins and ends with them. */
export const quotedCell = /"[^"]*"|(?<=^|[;,\t|^~])'[^']*'(?=$|[;,\t|^~])/g
/** As a database writes its tables: `"la \"jefa\""`. A mark before a separator may be the last letter of a path. */
const escaped = /[^\\]\\"[^;,\t|^~\r\n]/
/** `'O''Hara','Murcia, centro'` */
const apostrophes = /^'(?:[^'\r\n]|'')*'(?:[;,\t|^~]'(?:[^'\r\n]|'')*')+\r?$/
/** "Ana", "Murcia, centro" */
const blankBefore = /([;,|^~]) +"(?!")/
const sampleChars = 64 * 1024
const sampleLines = 5

/** The ways in which the values may be quoted, the likeliest first: the first one is right that closes every mark. */
export function dialectsOf(body: string): readonly QuoteDialect[] {
  const sample = body.slice(0, sampleChars)
  const text = blankBefore.test(sample) ? body.replaceAll(new RegExp(blankBefore, 'g'), '$1"') : body
  const plain = { text, quoteChar: '"' }
  const lines = sample.split('\n', sampleLines).filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every((line) => apostrophes.test(line))) return [{ text, quoteChar: "'" }, plain]
  return escaped.test(sample) ? [{ ...plain, escapeChar: '\\' }, plain] : [plain]
}
