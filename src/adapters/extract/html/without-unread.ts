const unread = ['script', 'style', 'svg', 'template'] as const

/** A page without programs, sheets and drawings, which may be far longer than its text. */
export function withoutUnread(page: string): string {
  return unread.reduce(without, page)
}

function without(page: string, name: string): string {
  const parts: string[] = []
  const [begin, end] = [new RegExp(`<${name}(?=[\\s>])`, 'gi'), new RegExp(`</${name}\\s*>`, 'gi')]
  let from = 0
  for (let found = begin.exec(page); found !== null; found = begin.exec(page)) {
    parts.push(page.slice(from, found.index))
    end.lastIndex = begin.lastIndex
    if (end.exec(page) === null) return parts.join('')
    from = end.lastIndex
    begin.lastIndex = from
  }
  return from === 0 ? page : parts.join('') + page.slice(from)
}
