import type { Attributes } from './elements.ts'

const sheetElement = /<style\b[^>]{0,500}>([^<]{0,500000})/gi
const rule = /([.#][\w-]{1,100})\s*\{([^{}]{1,2000})\}/g
const grid = /(?:^|[;\s])display\s*:\s*(?:inline-)?grid\b/i
const template = /(?:^|[;\s])grid-template(?:-columns)?\s*:([^;]{1,300})/i
const repeated = /^\s*repeat\(\s*(\d{1,2})\s*,/i
const mostNames = 1_000

/** How many columns the grids of a page have, by the names (`.class`, `#id`) that its own sheets give them: the most that one does. */
export function gridsOf(html: string): ReadonlyMap<string, number> {
  const grids = new Map<string, number>()
  for (const [, sheet = ''] of html.matchAll(sheetElement)) {
    for (const [, name = '', body = ''] of sheet.matchAll(rule)) {
      const columns = declared(body)
      if (columns > (grids.get(name) ?? 1) && grids.size < mostNames) grids.set(name, columns)
    }
  }
  return grids
}

/** The columns of an element that is set as a grid; 0 for every other one. */
export function columnsOf(
  names: readonly string[],
  { id = '', style = '' }: Attributes,
  grids: ReadonlyMap<string, number>,
): number {
  const written = style === '' ? 0 : declared(style.slice(0, 2_000))
  if (written > 0 || grids.size === 0) return written
  return [...names.map((one) => `.${one}`), `#${id}`].reduce((most, name) => Math.max(most, grids.get(name) ?? 0), 0)
}

function declared(body: string): number {
  const columns = grid.test(body) ? template.exec(body)?.[1] : undefined
  if (columns === undefined) return 0
  const [, times] = repeated.exec(columns) ?? []
  if (times !== undefined) return Number(times)
  // Sizes may be calculated: "minmax(0, 1fr)".
  const sizes = columns.replace(/\([^()]{0,100}\)/g, '').trim()
  return sizes.includes('(') || /repeat|\//i.test(sizes) ? 0 : sizes.split(/\s+/).length
}
