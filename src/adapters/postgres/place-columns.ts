import { headingPlace, pageNumber, type Place } from '../../domain/place.ts'

/** Keys of `document_chunks.metadata` that say where a chunk stands. */
export interface StoredPlace {
  /** As the original stores it: −1 where there is none. */
  readonly page: number
  /** Only for places that neither a page number nor the heading path of the row can tell. */
  readonly place?: Place
}

export function toStoredPlace(place: Place | null): StoredPlace {
  const page = pageNumber(place) ?? -1
  const isMore = place?.kind === 'slide' || place?.kind === 'sheet' || (place?.kind === 'page' && place.ocr === true)
  return isMore ? { page, place } : { page }
}

/** Also from rows of the original and of earlier versions, which know a page at most. */
export function fromStoredPlace(
  metadata: Readonly<Record<string, unknown>> | null,
  headingPath: readonly string[],
): Place | null {
  const place = knownPlace(metadata?.['place'])
  if (place !== null) return place
  const page = metadata?.['page']
  if (isCount(page)) return { kind: 'page', number: page }
  return headingPlace(headingPath)
}

function knownPlace(stored: unknown): Place | null {
  if (typeof stored !== 'object' || stored === null) return null
  const { kind, number, name, firstRow, lastRow }: Partial<Record<string, unknown>> = { ...stored }
  if (kind === 'slide' && isCount(number)) return { kind, number }
  if (kind === 'page' && isCount(number)) return { kind, number, ocr: true }
  if (kind === 'sheet' && typeof name === 'string' && isCount(firstRow) && isCount(lastRow)) {
    return { kind, name, firstRow, lastRow }
  }
  return null
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
