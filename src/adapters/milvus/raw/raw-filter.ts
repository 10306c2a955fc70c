import { AppError } from '../../../domain/errors.ts'
import type { KeyRange, RawField, RawSchema } from '../../../ports/raw-collection.ts'
import { literal } from '../wire/filter.ts'

/** The field that tells rows apart. Every collection has one. */
export function keyField({ fields }: Pick<RawSchema, 'fields'>): RawField {
  const field = fields.find(({ primary }) => primary)
  if (field === undefined) throw new AppError('collection_mismatch', 'The server names no primary key.')
  return field
}

export const hasNumberKeys = (key: RawField): boolean => key.shape === 'INT64'

export function inRange(key: RawField, { from, to }: KeyRange): string {
  const bounds = [
    ...(from === null ? [] : [`${key.name} >= ${valueOf(key, from)}`]),
    ...(to === null ? [] : [`${key.name} < ${valueOf(key, to)}`]),
  ]
  if (bounds.length > 0) return bounds.join(' and ')
  // some servers count nothing without a condition
  return hasNumberKeys(key) ? `${key.name} >= 0 or ${key.name} < 0` : `${key.name} >= ""`
}

export const withKeys = (key: RawField, keys: readonly string[]): string =>
  `${key.name} in [${keys.map((one) => valueOf(key, one)).join(', ')}]`

function valueOf(key: RawField, value: string): string {
  if (hasNumberKeys(key)) return value
  try {
    return literal(value)
  } catch (error) {
    const told = JSON.stringify(value)
    const message = `The key ${told} holds a control character, for which servers have no spelling. Give the row another key.`
    throw new AppError('vector_store_rejected', message, { cause: error })
  }
}

/** Ascending, as servers compare: numbers, or the bytes of texts. */
export function compareKeys(key: RawField): (a: string, b: string) => number {
  if (hasNumberKeys(key)) {
    return (a, b) => {
      const difference = BigInt(a) - BigInt(b)
      return difference < 0n ? -1 : difference > 0n ? 1 : 0
    }
  }
  return compareTexts
}

/** JavaScript compares halves of characters beyond U+FFFF; only those texts take the slow way. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  if (surrogate.test(a) || surrogate.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

const surrogate = /[\ud800-\udfff]/
