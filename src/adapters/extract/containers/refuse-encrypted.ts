import { AppError } from '../../../domain/errors.ts'
import { findOleStreams } from './ole-streams.ts'

/** Office programs wrap an encrypted document of any kind in an OLE file. @throws AppError `password_protected` */
export function refuseEncrypted(path: string): void {
  if (findOleStreams(path)?.includes('EncryptedPackage') === true) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
}
