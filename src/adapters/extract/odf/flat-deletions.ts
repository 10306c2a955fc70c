import type { XmlHandler } from '../containers/read-xml.ts'

/** Deletions that wait to be accepted; what is beyond them is read. */
const maxDeletions = 50_000
/** Elements that are characters. */
const characters = new Set(['text:s', 'text:tab', 'text:line-break'])

/**
 * Leaves out what is deleted and waits to be accepted. LibreOffice leaves it in the text of a flat file, between two marks, where a
 * package has it apart.
 */
export function withoutDeleted(handler: XmlHandler): XmlHandler {
  let region = ''
  const deletions = new Set<string>()
  /** Those that have begun and not ended. */
  const open = new Set<string>()
  return {
    open(name, attributes) {
      const id = attributes['text:change-id'] ?? ''
      if (name === 'text:changed-region') region = attributes['text:id'] ?? attributes['xml:id'] ?? ''
      else if (name === 'text:deletion' && deletions.size < maxDeletions) deletions.add(region)
      else if (name === 'text:change-start' && deletions.has(id)) open.add(id)
      else if (name === 'text:change-end') open.delete(id)
      if (open.size === 0 || !characters.has(name)) handler.open(name, attributes)
    },
    close(name) {
      if (open.size === 0 || !characters.has(name)) handler.close(name)
    },
    text(text) {
      if (open.size === 0) handler.text?.(text)
    },
  }
}
