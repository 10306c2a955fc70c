import { decodeString } from 'micromark-util-decode-string'

/** Elements that stand between words. */
const parting = /^<\/?(?:br|p|div|td|th|li|tr|hr)\b/i
const alternative = /\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
const reference = /^<a[^>]*?[\s"']href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

/** Where a link that begins with a tag leads; empty for an anchor without a target, null for every other tag. */
export function anchorTarget(tag: string): string | null {
  if (!/^<a[\s>]/i.test(tag)) return null
  const [, double, single, bare] = reference.exec(tag) ?? []
  return decodeString(double ?? single ?? bare ?? '')
}

export function closesAnchor(tag: string): boolean {
  return /^<\/a\s*>/i.test(tag)
}

/** What a tag inside a text leaves of itself: the words for a picture, a space where it parts words, `^` where it raises them, nothing else. */
export function tagText(tag: string): string {
  if (/^<img\b/i.test(tag)) {
    const [, double, single, bare] = alternative.exec(tag) ?? []
    return double ?? single ?? bare ?? ''
  }
  // Raised digits must not become part of the number before them.
  if (/^<sup\b/i.test(tag)) return '^'
  return parting.test(tag) ? ' ' : ''
}
