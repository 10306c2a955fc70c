/**
 * The same text, or as much of it as a store keeps: one that is cut ends at the last character that fits.
 * @param keptBytes what is kept of it.
 */
export function sameText(one: string, other: string, keptBytes: number): boolean {
  if (one === other) return true
  const [cut, whole] = one.length < other.length ? [one, other] : [other, one]
  const bytes = Buffer.byteLength(cut)
  // no character has more than four bytes
  return bytes <= keptBytes && bytes > keptBytes - 4 && whole.startsWith(cut)
}
