import { createCompoundNames } from './compound-names.ts'
import type { HtmlHandler } from './html-guard.ts'
import { sizeDeclaration } from './type-sizes.ts'

const longestSheet = 500_000
const mostNames = 5_000
const longestSelectors = 2_000
const longestBody = 5_000
const hides = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
const hidesAlways = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*!\s*important/i
const shows = /(?:^|[;\s])(?:display\s*:|visibility\s*:\s*visible)/i
const raised = /(?:^|[;\s])vertical-align\s*:\s*(?:super\b|\d)/i
const lifted = /(?:^|[;\s])top\s*:\s*-\d*\.?\d+(?:em|ex)/i
const smaller = /(?:^|[;\s])font-size\s*:\s*(?:0?\.\d+em|\d{2}%|\d{2}\.\d+%|small|x-small)/i
const decoration = /(?:^|[;\s])text-decoration(?:-line)?\s*:([^;]*)/gi
const name = /^(?:[a-z][a-z0-9]*)?([.#][\w-]{1,100})$/i

/** Names (`.class`, `#id`) that the sheets of a page hide, raise or strike through, and the size of their type. What holds for paper or small screens alone is left out. */
export interface SheetNames {
  read(sheet: string): void
  hides(attributes: Readonly<Record<string, string>>): boolean
  raises(attributes: Readonly<Record<string, string>>): boolean
  strikes(attributes: Readonly<Record<string, string>>): boolean
  /** As it is declared, see `sizeInPoints`; null when nothing is said of it. */
  size(attributes: Readonly<Record<string, string>>): string | null
}

/** Whether declarations set text above its line: an exponent, or the mark of a note. */
export function isRaising(declarations: string): boolean {
  return raised.test(declarations) || (lifted.test(declarations) && smaller.test(declarations))
}

/** Whether declarations draw a line through text, as the last one says; null when none speaks of lines. */
export function strikes(declarations: string): boolean | null {
  const last = [...declarations.matchAll(decoration)].at(-1)?.[1]
  return last === undefined ? null : /\bline-through\b/i.test(last)
}

/** @param most names that are kept as hidden */
export function createSheetNames(most = mostNames): SheetNames {
  const names = new Set<string>()
  /** Of these the ones that nothing shows again. */
  const always = new Set<string>()
  const compounds = createCompoundNames()
  const raising = new Set<string>()
  const striking = new Set<string>()
  const sizes = new Map<string, string>()
  const readLook = (found: string, body: string): void => {
    if (raising.size < mostNames && isRaising(body)) raising.add(found)
    const isStruck = strikes(body)
    if (isStruck === true && striking.size < mostNames) striking.add(found)
    else if (isStruck === false) striking.delete(found)
    const size = sizeDeclaration(body)
    if (size !== null && sizes.size < mostNames) sizes.set(found, size)
  }
  return {
    read(sheet) {
      for (const rule of withoutNested(withoutComments(sheet.slice(0, longestSheet))).split('}')) {
        const at = rule.indexOf('{')
        if (at <= 0 || at > longestSelectors) continue
        const [selectors, body] = [rule.slice(0, at), rule.slice(at + 1, at + 1 + longestBody)]
        const hidden = hides.test(body)
        const shown = !hidden && shows.test(body)
        for (const selector of selectors.split(',')) {
          if (most > 0 && (shown || hidden)) compounds.read(selector.trim(), hidden)
          const found = name.exec(selector.trim())?.[1]
          if (found === undefined) continue
          if (shown) names.delete(found)
          else if (hidden && names.size < most) {
            names.add(found)
            if (hidesAlways.test(body)) always.add(found)
          }
          readLook(found, body)
        }
      }
    },
    hides(attributes) {
      if (most === 0) return false
      const named = namesOf(attributes)
      if (named.some((one) => always.has(one))) return true
      return compounds.hides(named) ?? named.some((one) => names.has(one))
    },
    raises: (attributes) => raising.size > 0 && namesOf(attributes).some((one) => raising.has(one)),
    strikes: (attributes) => striking.size > 0 && namesOf(attributes).some((one) => striking.has(one)),
    size(attributes) {
      const named = sizes.size === 0 ? [] : namesOf(attributes).filter((one) => sizes.has(one))
      return sizes.get(named.at(-1) ?? '') ?? null
    },
  }
}

function namesOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  const { id, class: classes } = attributes
  const named = classes === undefined ? [] : classes.slice(0, 1_000).split(/\s+/)
  return [...named.filter((one) => one !== '').map((one) => `.${one}`), ...(id === undefined ? [] : [`#${id}`])]
}

/** Reads the sheets of a page, which are no text. */
export function withSheets(handler: HtmlHandler, names: SheetNames): HtmlHandler {
  let sheet: string | null = null
  return {
    open(name, attributes) {
      if (name === 'style') sheet = ''
      handler.open(name, attributes)
    },
    close(name) {
      if (name === 'style' && sheet !== null) {
        names.read(sheet)
        sheet = null
      }
      handler.close(name)
    },
    text(text) {
      if (sheet === null) handler.text(text)
      else if (sheet.length < longestSheet) sheet += text
    },
  }
}

function withoutComments(sheet: string): string {
  const parts: string[] = []
  let from = 0
  for (let at = sheet.indexOf('/*'); at !== -1; at = sheet.indexOf('/*', from)) {
    parts.push(sheet.slice(from, at))
    const end = sheet.indexOf('*/', at + 2)
    if (end === -1) return parts.join('')
    from = end + 2
  }
  parts.push(sheet.slice(from))
  return parts.join('')
}

/** Without rules that hold under a condition, `@media print { … }`. */
function withoutNested(sheet: string): string {
  const parts: string[] = []
  let from = 0
  for (let at = sheet.indexOf('@'); at !== -1; at = sheet.indexOf('@', from)) {
    parts.push(sheet.slice(from, at))
    from = endOfRule(sheet, at)
  }
  parts.push(sheet.slice(from))
  return parts.join('')
}

function endOfRule(sheet: string, at: number): number {
  let depth = 0
  for (let index = at; index < sheet.length; index++) {
    const sign = sheet.charAt(index)
    if (sign === '{') depth++
    else if (sign === '}') depth--
    if ((sign === '}' && depth <= 0) || (sign === ';' && depth === 0)) return index + 1
  }
  return sheet.length
}
