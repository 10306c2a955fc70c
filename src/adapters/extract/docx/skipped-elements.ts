import { firstAlternative } from '../containers/first-alternative.ts'
import type { XmlHandler } from '../containers/read-xml.ts'

/** Deleted or moved text, properties as they were before a change, and reading aids of East Asian text: not part of the text. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:delInstrText',
  'w:rt',
  'w:rPrChange',
  'w:pPrChange',
  'w:tblPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:sectPrChange',
])
/** Inside of these a deletion marks what they describe: the end of a paragraph, a row. */
const properties = new Set(['w:rPr', 'w:trPr'])
const deletions = new Set(['w:del', 'w:moveFrom'])

/** Passes on to `handler` only what belongs to the text. */
export function withoutSkipped(handler: XmlHandler): XmlHandler {
  let skipDepth = 0
  let inProperties = 0
  /** One for each open content control: whether it only shows what to write into it. */
  const placeholders: boolean[] = []
  let inControlProperties = false

  const openControl = (name: string, value: string | undefined): boolean => {
    if (name === 'w:sdt') placeholders.push(false)
    else if (name === 'w:sdtPr') inControlProperties = true
    else if (inControlProperties) {
      if (name === 'w:showingPlcHdr' && isOn(value)) placeholders[placeholders.length - 1] = true
    } else if (name === 'w:sdtContent' && placeholders.at(-1) === true) skipDepth++
    else return false
    return true
  }
  return firstAlternative({
    open(name, attributes) {
      if (skipDepth > 0 || (skipped.has(name) && !(inProperties > 0 && deletions.has(name)))) {
        skipDepth++
      } else if (openControl(name, attributes['w:val'])) {
        return
      } else {
        if (properties.has(name)) inProperties++
        handler.open(name, attributes)
      }
    },
    close(name) {
      if (skipDepth > 0) skipDepth--
      else if (name === 'w:sdtPr') inControlProperties = false
      else if (inControlProperties) return
      else if (name === 'w:sdt') placeholders.pop()
      else {
        if (properties.has(name)) inProperties--
        handler.close(name)
      }
    },
    text(text) {
      if (skipDepth === 0 && !inControlProperties) handler.text?.(text)
    },
  })
}

/** A property without a value is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off)$/i.test(value)
}
