/** Whether a line ends with the first half of a word and the next one begins with the other half. */
export function isCutWord(line: string, next: string): boolean {
  return /\p{L}-$/u.test(line.trimEnd().slice(-3)) && /^\s*\p{Ll}/u.test(next)
}

/** Lines of one paragraph as one; a word that a hyphen cuts at the end of a line is put together again. */
export function joinWrapped(lines: readonly string[]): string {
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)?.trimEnd() ?? ''
    if (isCutWord(last, line)) parts.splice(-1, 1, last.slice(0, -1), line.trimStart())
    else parts.push(...(parts.length === 0 ? [line] : [' ', line]))
  }
  return parts.join('')
}
