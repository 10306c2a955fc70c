import iconv from 'iconv-lite'

/** Windows code pages of the character sets that fonts name (`\fcharset`), from the RTF specification. */
const charsets: Readonly<Record<number, string>> = {
  77: 'macroman',
  128: 'cp932',
  129: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'cp1253',
  162: 'cp1254',
  163: 'cp1258',
  177: 'cp1255',
  178: 'cp1256',
  186: 'cp1257',
  204: 'cp1251',
  222: 'cp874',
  238: 'cp1250',
}

/** The code page of a character set; null where the document's own holds. */
export function pageOfCharset(charset: number): string | null {
  return charsets[charset] ?? null
}

/** Numbers of pages that are known by other names: the old Mac's, UTF-8, and the ISO-8859 ones that mail declares. */
const otherNames: Readonly<Record<number, string>> = {
  10_000: 'macroman',
  20_866: 'koi8-r',
  21_866: 'koi8-u',
  65_001: 'utf8',
}
const beforeIso = 28_590

/** The code page of a number of Windows; null for one that nobody knows. */
export function knownPage(number: number): string | null {
  const isIso = number > beforeIso && number <= beforeIso + 16
  const name = otherNames[number] ?? (isIso ? `iso-8859-${number - beforeIso}` : `cp${number}`)
  return iconv.encodingExists(name) ? name : null
}

/** The same; windows-1252 for one that nobody knows. */
export function pageOfNumber(number: number): string {
  return knownPage(number) ?? 'windows-1252'
}

export function decodePage(bytes: readonly number[] | Buffer, page: string): string {
  const text = iconv.decode(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes), page)
  // Since Mac OS 8.5 the euro stands there.
  return page === 'macroman' ? text.replaceAll('¤', '€') : text
}
