/** The longest beginning of a text that has at most so many UTF-16 code units and ends between two characters. */
export function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, wholeCharacters(text, Math.max(0, Math.floor(maxLength))))
}

/** The position itself, or one less when it stands inside a surrogate pair. */
export function wholeCharacters(text: string, position: number): number {
  const next = text.charCodeAt(position)
  const before = text.charCodeAt(position - 1)
  const splits = next >= 0xdc00 && next <= 0xdfff && before >= 0xd800 && before <= 0xdbff
  return splits ? position - 1 : position
}
