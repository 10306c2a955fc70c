/** What the dictionary holds at first. [MS-OXRTFCP] 2.1.2.1 */
const initial =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const dictionaryBytes = 4_096
const headerBytes = 16
const packedMark = 0x75465a4c
const plainMark = 0x414c454d

/**
 * Rich Text as Outlook packs it, a byte a character; empty when it is none. References copy at most 17 bytes.
 * @param spend is told each length before it is made; throws when it is too much for the file
 */
export function inflateRtf(packed: Buffer, spend: (chars: number) => void): string {
  if (packed.length < headerBytes) return ''
  const mark = packed.readUInt32LE(8)
  if (mark === plainMark) return packed.toString('latin1', headerBytes)
  return mark === packedMark ? inflate(packed, spend) : ''
}

function inflate(packed: Buffer, spend: (chars: number) => void): string {
  const dictionary = Buffer.alloc(dictionaryBytes, ' ')
  let write = dictionary.write(initial, 'latin1')
  const pieces: string[] = []
  let at = headerBytes
  while (at < packed.length) {
    const flags = packed.readUInt8(at++)
    let piece = ''
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      const isReference = ((flags >> bit) & 1) === 1
      if (isReference && at + 1 >= packed.length) break
      const token = isReference ? packed.readUInt16BE(at) : 0
      const from = token >> 4
      if (isReference && from === write) return [...pieces, piece].join('')
      const length = isReference ? (token & 0xf) + 2 : 1
      for (let step = 0; step < length; step++) {
        const byte = isReference ? (dictionary[(from + step) % dictionaryBytes] ?? 0) : (packed[at] ?? 0)
        dictionary[write] = byte
        write = (write + 1) % dictionaryBytes
        piece += String.fromCharCode(byte)
      }
      at += isReference ? 2 : 1
    }
    spend(piece.length)
    pieces.push(piece)
  }
  return pieces.join('')
}
