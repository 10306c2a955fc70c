/**
 * All of a body as it comes, or null as soon as it is longer than `mostBytes`; what would still come is then refused, so
 * that no sender decides how much memory is used.
 */
export async function readLimited(body: AsyncIterable<Uint8Array> | null, mostBytes: number): Promise<Buffer | null> {
  if (body === null) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    // leaving the loop cancels the stream
    if (length > mostBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts, length)
}
