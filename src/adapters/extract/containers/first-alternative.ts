import { createCompatibilityScope } from './compatibility-scope.ts'
import type { XmlHandler } from './read-xml.ts'

/**
 * Office writes some drawings for new and for old readers: the first one is passed on that is written in known words, and what an
 * unknown program added for itself alone is left out.
 */
export function firstAlternative(handler: XmlHandler): XmlHandler {
  let skipDepth = 0
  const scope = createCompatibilityScope()
  /** One for each open `mc:AlternateContent`: whether an alternative was taken. */
  const taken: boolean[] = []
  return {
    open(name, attributes) {
      const action = skipDepth > 0 ? 'skip' : scope.open(name, attributes)
      if (action === 'skip') skipDepth++
      else if (name === 'mc:AlternateContent') taken.push(false)
      else if (name === 'mc:Choice' || name === 'mc:Fallback') {
        if (taken.at(-1) !== true && scope.understands(attributes['Requires'] ?? '')) taken[taken.length - 1] = true
        else {
          // It was opened in the scope too, and nothing inside of it will be.
          scope.close()
          skipDepth++
        }
      } else if (action === 'read') handler.open(name, attributes)
    },
    close(name) {
      if (skipDepth > 0) {
        skipDepth--
        return
      }
      const isRead = scope.close()
      if (name === 'mc:AlternateContent') taken.pop()
      else if (isRead && name !== 'mc:Choice' && name !== 'mc:Fallback') handler.close(name)
    },
    text(text) {
      if (skipDepth === 0) handler.text?.(text)
    },
  }
}
