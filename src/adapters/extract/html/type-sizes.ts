import type { HtmlHandler } from './html-guard.ts'
import type { SheetNames } from './sheet-names.ts'

/** Points of type that nothing is said of. */
export const usualSize = 12
const [smallest, largest] = [1, 400]
const declared = /(?:^|[;\s])font-size\s*:\s*([\d.]{1,10}\s*(?:pt|px|em|rem|%|in|cm|mm)|[a-z-]{5,8})/i
/** Points to one of each unit. */
const absolute: Readonly<Record<string, number>> = { pt: 1, px: 0.75, rem: usualSize, in: 72, cm: 28.35, mm: 2.835 }
const words: Readonly<Record<string, number>> = {
  'xx-small': 0.6,
  'x-small': 0.75,
  small: 0.89,
  medium: 1,
  large: 1.2,
  'x-large': 1.5,
  'xx-large': 2,
}

/** What declarations say of the size of type; null when nothing. */
export function sizeDeclaration(declarations: string): string | null {
  return declared.exec(declarations)?.[1]?.toLowerCase() ?? null
}

/** That in points, inside of type of another size. */
export function sizeInPoints(declaration: string, around: number): number {
  const word = words[declaration]
  if (word !== undefined) return word * usualSize
  if (declaration === 'smaller' || declaration === 'larger') return around * (declaration === 'larger' ? 1.2 : 0.83)
  const [, digits = '', unit = ''] = /^([\d.]+)\s*([a-z%]+)$/.exec(declaration) ?? []
  const number = Number(digits)
  const size =
    unit === 'em' ? number * around : unit === '%' ? (number / 100) * around : number * (absolute[unit] ?? NaN)
  return size >= smallest && size <= largest ? size : around
}

/** Keeps in `type` the size of what is passed on. */
export function withTypeSizes(handler: HtmlHandler, names: SheetNames, type: { size: number }): HtmlHandler {
  const around: number[] = []
  return {
    open(name, attributes) {
      around.push(type.size)
      const written = sizeDeclaration((attributes['style'] ?? '').slice(0, 2_000)) ?? names.size(attributes)
      if (written !== null) type.size = sizeInPoints(written, type.size)
      handler.open(name, attributes)
    },
    close(name) {
      handler.close(name)
      type.size = around.pop() ?? usualSize
    },
    text: (text) => handler.text(text),
  }
}
