const word = /=\?([\w-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*)\?=/gi
const onlyWords = /^\s*=\?[\w*-]{1,60}\?[bq]\?[^?\s]*\?=(?:\s*=\?[\w*-]{1,60}\?[bq]\?[^?\s]*\?=)*\s*$/i

/**
 * What words mean that are written in letters as in the head of a mail (RFC 2047), as libraries made for mails send the name of a
 * file. Null where a text is anything else, or says of itself what it is not.
 */
export function decodeEncodedWords(text: string): string | null {
  if (!onlyWords.test(text)) return null
  try {
    let said = ''
    // A letter may be cut between two words of one charset.
    let open: { readonly charset: string; bytes: Buffer } | null = null
    for (const [, charset = '', way = '', letters = ''] of text.matchAll(word)) {
      const bytes = way.toLowerCase() === 'b' ? Buffer.from(letters, 'base64') : ofQuoted(letters)
      if (open?.charset === charset.toLowerCase()) open.bytes = Buffer.concat([open.bytes, bytes])
      else {
        said += textOf(open)
        open = { charset: charset.toLowerCase(), bytes }
      }
    }
    return said + textOf(open)
  } catch {
    return null
  }
}

function textOf(part: { readonly charset: string; readonly bytes: Buffer } | null): string {
  return part === null ? '' : new TextDecoder(part.charset, { fatal: true }).decode(part.bytes)
}

function ofQuoted(letters: string): Buffer {
  const said = letters
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
  return Buffer.from(said, 'latin1')
}
