import { AppError } from '../../domain/errors.ts'
import { canonicalUuid, type CompanyId } from '../../domain/ids.ts'

/** What a name of the store may not hold, or is not kept as it is by tools that take it for a path. */
const unsafe = /[\u0000-\u001f\u007f]|%(?=[0-9A-Fa-f]{2})/g

/**
 * The name under which a key is written: the key itself, as the original has it. Only control characters, what looks as if it
 * were encoded already, and `.` or `..` as a whole step are percent-encoded.
 * @throws AppError `internal` for a key that is not `{company_id}/{document_id}/{file_name}` of this company.
 */
export function nameOfKey(companyId: CompanyId, key: string): string {
  return requireKey(companyId, key).split('/').map(encodeStep).join('/')
}

/** The names under which a key may stand, in the order they are tried: as we write it, and as the original did. */
export function namesOfKey(companyId: CompanyId, key: string): readonly string[] {
  return [...new Set([nameOfKey(companyId, key), requireKey(companyId, key)])].filter(isSafe)
}

/** The inverse of `nameOfKey`. A name of the original that we would have written otherwise is its own key. */
export function keyOfName(companyId: CompanyId, name: string): string {
  const key = name.replace(/%(25|2E|[01][0-9A-F]|7F)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return isKey(companyId, key) && nameOfKey(companyId, key) === name ? key : name
}

/** Beginnings of the names of a company, or of one of its documents. The original took the company as the request wrote it. */
export function prefixesOf(companyId: CompanyId, documentId: string | null): readonly string[] {
  const rest = documentId === null ? '' : `${documentId}/`
  return [companyId, companyId.toUpperCase()].map((company) => `${company}/${rest}`)
}

function requireKey(companyId: CompanyId, key: string): string {
  if (isKey(companyId, key)) return key
  throw new AppError('internal', 'An object key does not have the form company/document/file of its company.')
}

function isKey(companyId: CompanyId, key: string): boolean {
  const [company = '', document = '', ...rest] = key.split('/')
  return canonicalUuid(company) === companyId && document !== '' && rest.join('/') !== '' && key.isWellFormed()
}

function encodeStep(step: string): string {
  if (step === '.' || step === '..') return step.replaceAll('.', '%2E')
  return step.replace(unsafe, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** A name the store would refuse is none that anything stands under. */
function isSafe(name: string): boolean {
  return !/[\r\n]/.test(name) && !name.split('/').some((step) => step === '.' || step === '..')
}
