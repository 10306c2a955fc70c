const address = /^(mailto|tel|sms):([^?]+)/i
const longestTarget = 300

/** Whether the target of a link may say something its words do not. */
export function hasContentTarget(target: string | undefined): target is string {
  return target !== undefined && address.test(target.slice(0, longestTarget))
}

/**
 * The part of a link's target that is content, as it stands behind the words of the link: an address of mail, a telephone
 * number. Empty for every other target, and when the words say it already.
 */
export function linkTargetText(target: string, words: string): string {
  const found = address.exec(target.slice(0, longestTarget))?.[2]
  if (found === undefined) return ''
  const text = decoded(found).trim()
  if (text === '' || text.length > 200) return ''
  return saysAlready(words, text) ? '' : ` (${text})`
}

/** Also a telephone number without the code of its country. */
function saysAlready(words: string, text: string): boolean {
  const [said, target] = [words, text].map((value) => value.replace(/[\s().-]/g, '').toLowerCase())
  if (said === undefined || target === undefined) return false
  return said.includes(target) || (/^\d{6,}$/.test(said) && target.endsWith(said))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not every per cent sign begins an escape.
    return text
  }
}
