const word = /[\p{L}\p{N}]/u
const unread = /<(style|title)\b/iy
const ends: Readonly<Record<string, RegExp>> = { style: /<\/style/gi, title: /<\/title/gi }

/** Whether a page says anything beside its tags, its sheets and its title. Each place is looked at once: a page may be full of openings. */
export function pageHasWords(page: string): boolean {
  const endless = new Set<string>()
  let at = 0
  for (let open = page.indexOf('<'); open !== -1; open = page.indexOf('<', at)) {
    if (hasWord(page.slice(at, open))) return true
    unread.lastIndex = open
    const name = unread.exec(page)?.[1]?.toLowerCase() ?? ''
    const end = endless.has(name) ? -1 : endOf(page, name, open)
    if (end === -1 && name !== '') endless.add(name)
    const close = end === -1 ? page.indexOf('>', open) : end
    if (close === -1) return hasWord(page.slice(open))
    at = close + 1
  }
  return hasWord(page.slice(at))
}

/** The last sign of what closes a part that is not read; -1 where nothing does. */
function endOf(page: string, name: string, from: number): number {
  const end = ends[name]
  if (end === undefined) return -1
  end.lastIndex = from
  return end.test(page) ? end.lastIndex - 1 : -1
}

function hasWord(text: string): boolean {
  return word.test(text.replace(/&\w+;/g, ' '))
}
