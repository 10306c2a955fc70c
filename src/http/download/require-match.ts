import { AppError } from '../../domain/errors.ts'

/**
 * `If-Match` (RFC 9110, 13.1.1): whoever goes on with something wants it of this version and no other. Weak tags match nothing, `*` anything.
 * @param tag null where none is known; then only `*` matches.
 * @throws AppError `precondition_failed`.
 */
export function requireMatch(tag: string | null, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return
  const wanted = ifMatch.split(',').map((one) => one.trim())
  if (wanted.includes('*') || (tag !== null && wanted.includes(`"${tag}"`))) return
  throw new AppError('precondition_failed', 'This is not the version that `If-Match` names. Download it anew.', {
    spanish: 'No es la versión que indica `If-Match`. Descárgala de nuevo.',
  })
}
