/**
 * One spelling for what means the same: servers write JSON anew, with keys in another order and other white space. Numbers that
 * JavaScript cannot hold keep their digits. Bytes that are no JSON stay as they are.
 */
export function sameJson(bytes: Uint8Array): Uint8Array {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = parse(text, spelled)
    return Buffer.from(JSON.stringify(value))
  } catch {
    return bytes
  }
}

/** TypeScript does not know yet that a number comes with its digits. */
const parse = JSON.parse as (text: string, reviver: typeof spelled) => unknown

/** Every value with a mark of what it is, so that a text is never taken for a number. */
function spelled(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'number') return ['n', numberOf(value, context?.source ?? String(value))]
  if (typeof value === 'string') return ['s', value]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return ['o', ...Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))]
}

const numberOf = (value: number, source: string) =>
  /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : String(value)
