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

/** The code page of `\ansicpg`; windows-1252 for one that nobody knows. */
export function pageOfNumber(number: number): string {
  const name = number === 65_001 ? 'utf8' : `cp${number}`
  return iconv.encodingExists(name) ? name : 'windows-1252'
}

export function decodePage(bytes: readonly number[] | Buffer, page: string): string {
  const text = iconv.decode(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes), page)
  // Since Mac OS 8.5 the euro stands there.
  return page === 'macroman' ? text.replaceAll('¤', '€') : text
}
