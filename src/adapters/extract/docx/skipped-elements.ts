import type { XmlHandler } from './read-xml.ts'

/** Deleted or moved text, field codes, alternative drawings and reading aids of East Asian text: not part of the text. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:rt',
  'w:sdtPr',
  'wp:docPr',
])

/** Passes on to `handler` only what belongs to the text. */
export function withoutSkipped(handler: XmlHandler): XmlHandler {
  let skipDepth = 0
  /** One for each open `mc:AlternateContent`: whether an alternative was taken. */
  const taken: boolean[] = []
  return {
    open(name, attributes) {
      if (skipDepth > 0 || skipped.has(name)) {
        skipDepth++
      } else if (name === 'mc:AlternateContent') {
        taken.push(false)
      } else if (name === 'mc:Choice' || name === 'mc:Fallback') {
        // Word writes the same drawing for new and old readers: the first one that is there counts.
        if (taken.at(-1) === true) skipDepth++
        else taken[taken.length - 1] = true
      } else {
        handler.open(name, attributes)
      }
    },
    close(name) {
      if (skipDepth > 0) skipDepth--
      else if (name === 'mc:AlternateContent') taken.pop()
      else handler.close(name)
    },
    text(text) {
      if (skipDepth === 0) handler.text?.(text)
    },
  }
}
