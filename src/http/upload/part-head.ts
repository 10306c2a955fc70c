import { decodeEncodedWords } from './encoded-words.ts'

/** What the head of one part of a form says about it. */
export interface PartHead {
  readonly name: string
  /** Null for a text field. Only the last part of a path. */
  readonly fileName: string | null
  /** Whether its bytes are written in letters (`Content-Transfer-Encoding`), as mails do and forms must not (RFC 7578, 4.7). */
  readonly coded: boolean
}

type Parameters = ReadonlyMap<string, string>

/** Null for a part without a usable `Content-Disposition: form-data`. */
export function parsePartHead(head: Buffer): PartHead | null {
  // one character a byte: which bytes a name is made of decides how it is read
  const lines = head
    .toString('latin1')
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const disposition = lines.find((line) => /^content-disposition:/i.test(line))
  if (disposition === undefined || !/^[^:]*:\s*form-data\s*(;|$)/i.test(disposition)) return null
  const parameters = parseParameters(disposition)
  const name = parameters.get('name')
  if (name === undefined) return null
  const coded = lines.some((line) => /^content-transfer-encoding:\s*(base64|quoted-printable)/i.test(line))
  return { name: decodeBytes(name), fileName: fileNameOf(parameters, lines), coded }
}

function fileNameOf(parameters: Parameters, lines: readonly string[]): string | null {
  const plain = parameters.get('filename')
  const extended = decodeExtended(parameters.get('filename*') ?? '')
  if (extended !== null) return lastOfPath(extended)
  if (plain !== undefined) return lastOfPath(decodeEncodedWords(plain) ?? decodePlain(plain))
  return lines.some((line) => /^content-type:\s*application\/octet-stream/i.test(line)) ? '' : null
}

function parseParameters(line: string): Parameters {
  const found = line.matchAll(/;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g)
  const parameters = new Map<string, string>()
  for (const [, key = '', quoted, bare = ''] of found) {
    const value = quoted === undefined ? bare.trim() : quoted.replaceAll(/\\(["\\])/g, '$1')
    if (!parameters.has(key.toLowerCase())) parameters.set(key.toLowerCase(), value)
  }
  return parameters
}

/** As browsers send it: bytes as they are, with quotes and line breaks written as `%22`, `%0D`, `%0A`. */
function decodePlain(value: string): string {
  return decodeBytes(value.replaceAll(/%(22|0d|0a)/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16))))
}

/** `charset'language'percent-encoded` (RFC 5987); null when it is not. Forms should not use it, mail programs do. */
function decodeExtended(value: string): string | null {
  const [, charset, encoded = ''] = /^([\w-]+)'[^']*'(.*)$/.exec(value) ?? []
  if (charset === undefined) return null
  const bytes = encoded.replaceAll(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
  try {
    return new TextDecoder(charset, { fatal: true }).decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return null // another charset than it says, or one that nobody knows: the plain name is better then
  }
}

/** UTF-8 where it is, otherwise what old programs in western Europe send. */
function decodeBytes(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function lastOfPath(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last === '.' || last === '..' ? '' : last
}
