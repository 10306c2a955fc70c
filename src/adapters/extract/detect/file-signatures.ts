/** Marks that are letters end with a byte that no text has, where they have one: a text may begin with the same word. */
const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38, 0x37, 0x61], 'a GIF image'],
  [[0x47, 0x49, 0x46, 0x38, 0x39, 0x61], 'a GIF image'],
  [[0x49, 0x49, 0x2a, 0x00], 'a TIFF image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'a TIFF image'],
  [[0x42, 0x4d], 'a BMP image'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x52, 0x61, 0x72, 0x21, 0x1a], 'a RAR archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x4d, 0x5a, 0x90, 0x00], 'a Windows program'],
  [[0x49, 0x44, 0x33, 0x02], 'an MP3 sound file'],
  [[0x49, 0x44, 0x33, 0x03], 'an MP3 sound file'],
  [[0x49, 0x44, 0x33, 0x04], 'an MP3 sound file'],
  [[0x4f, 0x67, 0x67, 0x53, 0x00], 'an Ogg file'],
  [[0x25, 0x21, 0x50, 0x53], 'a PostScript file'],
  [[...Buffer.from('SQLite format 3\0')], 'an SQLite database'],
  [[0xdb, 0xa5, 0x2d, 0x00], 'a Word 2 document'],
]

/** The usual binary files that we do not read, by their first bytes, as a phrase; null when none matches. */
export function binaryName(head: Buffer): string | null {
  const found = signatures.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))?.[1]
  if (found === 'a BMP image') return head.subarray(0, 512).includes(0) ? found : null
  if (found !== undefined) return found
  const tag = (from: number): string => head.toString('latin1', from, from + 4)
  if (tag(4) === 'ftyp') return 'a video or HEIC image'
  if (tag(0) !== 'RIFF') return null
  return tag(8) === 'WEBP' ? 'a WebP image' : 'a sound or video file'
}
