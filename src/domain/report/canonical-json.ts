export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One way to write a value: keys in the order of their UTF-16 code units, as JSON.stringify writes everything else.
 * @param indent 0 for one line without spaces, which is what a signature is made of.
 * @throws RangeError for what JSON has no spelling for, which would be written as something else.
 */
export function canonicalJson(value: Json, indent = 0): string {
  return JSON.stringify(sorted(value), null, indent)
}

function sorted(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('JSON has no spelling for this number')
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(sorted)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  // no prototype, so that a key like `__proto__` is a key like others
  return Object.assign(Object.create(null), Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)])))
}

// Array.isArray does not narrow readonly lists
const isList = (value: object): value is readonly Json[] => Array.isArray(value)
