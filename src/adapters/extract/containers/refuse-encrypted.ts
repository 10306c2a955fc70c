import { AppError } from '../../../domain/errors.ts'
import { findOleStreams } from './ole-streams.ts'

/** Whether an OLE file with these streams wraps an encrypted document. Nobody agrees on capitals. */
export function holdsEncrypted(streams: readonly string[]): boolean {
  return streams.some((name) => name.toLowerCase() === 'encryptedpackage')
}

/** Office programs wrap an encrypted document of any kind in an OLE file. @throws AppError `password_protected` */
export function refuseEncrypted(path: string): void {
  if (holdsEncrypted(findOleStreams(path) ?? [])) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
}
