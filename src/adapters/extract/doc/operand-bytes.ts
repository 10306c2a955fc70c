const tableDefinition = 0xd608

/** The three upper bits of a code tell the size of what follows. */
export function operandBytes(code: number, properties: Buffer, at: number): number {
  if (code === tableDefinition) return at + 2 <= properties.length ? properties.readUInt16LE(at) + 1 : 2
  const sizes = [1, 1, 2, 4, 2, 2, null, 3] as const
  return sizes[code >> 13] ?? properties.readUInt8(at) + 1
}
