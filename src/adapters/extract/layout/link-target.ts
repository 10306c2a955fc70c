const address = /^(?:mailto|tel|callto|sms|smsto|fax):([^?]+)/i
/** The number somebody writes to there; a link to pass on a page has none. */
const whatsApp =
  /^(?:https?:\/\/wa\.me\/|(?:https?:\/\/(?:api|web)\.whatsapp\.com|whatsapp:\/)\/send\/?\?(?:[^#&]*&)*phone=)(?:\+|%2B)?(\d{7,15})(?!\d)/i
const longestTarget = 300

/** Whether the target of a link may say something its words do not. */
export function hasContentTarget(target: string | undefined): target is string {
  return target !== undefined && saidBy(target) !== null
}

/** Where a field of Word leads, by its instruction; empty when it is no link. */
export function fieldTarget(instruction: string): string {
  const [, quoted, bare] = /^\s*HYPERLINK\s+(?:"([^"]{1,1000})"|([^\s"\\]\S{0,999}))/i.exec(instruction) ?? []
  return quoted ?? bare ?? ''
}

/**
 * The part of a link's target that is content, as it stands behind the words of the link: an address of mail, a telephone
 * number. Empty for every other target, and when the words say it already.
 */
export function linkTargetText(target: string, words: string): string {
  const found = saidBy(target)
  if (found === null) return ''
  const text = decoded(found).trim()
  if (text === '' || text.length > 200) return ''
  return saysAlready(words, text) ? '' : ` (${text})`
}

function saidBy(target: string): string | null {
  const begin = target.slice(0, longestTarget)
  const number = whatsApp.exec(begin)?.[1]
  return number === undefined ? (address.exec(begin)?.[1] ?? null) : `+${number}`
}

/** Also a telephone number without the code of its country. */
function saysAlready(words: string, text: string): boolean {
  const [said, target] = [words, text].map((value) => value.replace(/[\s().-]/g, '').toLowerCase())
  if (said === undefined || target === undefined) return false
  if (said.includes(target)) return true
  const number = said.replace(/\D/g, '').replace(/^0/, '')
  return number.length >= 6 && /^\+?\d+$/.test(target) && target.endsWith(number)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not every per cent sign begins an escape.
    return text
  }
}
