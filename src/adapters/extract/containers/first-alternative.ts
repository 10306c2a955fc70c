import type { XmlHandler } from './read-xml.ts'

/** Office writes some drawings for new and for old readers: the first one that is there is passed on. */
export function firstAlternative(handler: XmlHandler): XmlHandler {
  let skipDepth = 0
  /** One for each open `mc:AlternateContent`: whether an alternative was taken. */
  const taken: boolean[] = []
  return {
    open(name, attributes) {
      if (skipDepth > 0) skipDepth++
      else if (name === 'mc:AlternateContent') taken.push(false)
      else if (name === 'mc:Choice' || name === 'mc:Fallback') {
        if (taken.at(-1) === true) skipDepth++
        else taken[taken.length - 1] = true
      } else handler.open(name, attributes)
    },
    close(name) {
      if (skipDepth > 0) skipDepth--
      else if (name === 'mc:AlternateContent') taken.pop()
      else if (name !== 'mc:Choice' && name !== 'mc:Fallback') handler.close(name)
    },
    text(text) {
      if (skipDepth === 0) handler.text?.(text)
    },
  }
}
