import { decodePage, pageOfNumber } from '../text/code-pages.ts'

/** A file inside of `winmail.dat`. */
export interface PackedFile {
  readonly name: string
  readonly content: Uint8Array
}

/** [MS-OXTNEF] 2.1.3. */
const signature = 0x223e9f78
const attribute = { codePage: 0x00069007, begins: 0x00069002, title: 0x00018010, data: 0x0006800f } as const
const ofAttachment = 2
const headBytes = 9
const sumBytes = 2
const mostFiles = 1_000

/**
 * The files that Outlook packed into one of its own kind (TNEF) because it took the reader for another Outlook. Null for what is
 * no such file, or holds none. What is cut off is left out.
 */
export function packedFiles(bytes: Buffer): readonly PackedFile[] | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null
  const files: { name: string; content: Buffer | null }[] = []
  let page = 'windows-1252'
  for (let at = 6; at + headBytes <= bytes.length && files.length < mostFiles;) {
    const [level, id, length] = [bytes.readUInt8(at), bytes.readUInt32LE(at + 1), bytes.readUInt32LE(at + 5)]
    const data = bytes.subarray(at + headBytes, at + headBytes + length)
    at += headBytes + length + sumBytes
    if (id === attribute.codePage && data.length >= 4) page = pageOfNumber(data.readUInt32LE(0))
    if (level !== ofAttachment || data.length < length) continue
    const file = files.at(-1)
    if (id === attribute.begins) files.push({ name: '', content: null })
    else if (id === attribute.title && file !== undefined) file.name = decodePage(data, page).replace(/\0[^]*$/, '')
    else if (id === attribute.data && file !== undefined) file.content = data
  }
  const whole = files.flatMap(({ name, content }) => (content === null || name === '' ? [] : [{ name, content }]))
  return whole.length === 0 ? null : whole
}
