/** Where they begin and end; remarks come last, as a program may speak of them. */
const unread: readonly (readonly [string, string])[] = [
  ...['script', 'style', 'svg'].map((name) => [`<${name}(?=[\\s>])`, `</${name}\\s*>`] as const),
  // Not what a page draws inside of an element of its own.
  ['<template(?=[\\s>])(?![^>]{0,500}\\sshadowrootmode)', '</template\\s*>'],
  ['<!--(?!-?>)', '--!?>'],
]

/** A page without programs, sheets, drawings and remarks, which may be far longer than its text. */
export function withoutUnread(page: string): string {
  return unread.reduce((rest, [begin, end]) => without(rest, new RegExp(begin, 'gi'), new RegExp(end, 'gi')), page)
}

function without(page: string, begin: RegExp, end: RegExp): string {
  const parts: string[] = []
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
