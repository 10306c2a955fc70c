const stringToken = 0x17
const hyperlink = 359
const variableCall = new Set([0x22, 0x42, 0x62])
const wideFlag = 0x01

/**
 * Where a formula leads that is nothing but `HYPERLINK("mailto:…"; …)`, by its tokens: a text first, the call last
 * ([MS-XLS] 2.5.198). Empty for every other formula.
 */
export function formulaLink(tokens: Buffer): string {
  if (tokens.length < 7 || tokens[0] !== stringToken) return ''
  const call = tokens.subarray(-4)
  if (!variableCall.has(call[0] ?? 0) || (call.readUInt16LE(2) & 0x7fff) !== hyperlink) return ''
  const characters = tokens[1] ?? 0
  if (((tokens[2] ?? 0) & wideFlag) === 0) return tokens.toString('latin1', 3, 3 + characters)
  return tokens.toString('utf16le', 3, 3 + characters * 2)
}
