import { AppError } from '../domain/errors.ts'
import { visibleName } from '../domain/text/visible-text.ts'

/** Limit of `file_name` in PostgreSQL (characters) and in every collection (bytes of UTF-8): the stricter one counts. */
export const maxFileNameBytes = 512

/**
 * The name as it is stored and shown: composed (NFC), nothing invisible in it, trimmed, runs of white space become one space,
 * as in the original. Never a path.
 * @throws AppError `invalid_file_name` when nothing is left, or when it is too long for the stores.
 */
export function normaliseFileName(name: string): string {
  const normalised = visibleName(name)
  if (normalised === '') {
    throw new AppError('invalid_file_name', 'The file has no name. Send one with the upload.', {
      spanish: 'El archivo no tiene nombre. Envía uno con él.',
    })
  }
  const bytes = Buffer.byteLength(normalised)
  if (bytes > maxFileNameBytes) {
    throw new AppError(
      'invalid_file_name',
      `The file name is ${bytes} bytes long (accented letters count twice); at most ${maxFileNameBytes} are possible. Shorten it and upload again.`,
      {
        spanish: `El nombre del archivo ocupa ${bytes} bytes (las letras con tilde cuentan doble) y se admiten ${maxFileNameBytes}. Acórtalo y vuelve a subirlo.`,
      },
    )
  }
  return normalised
}
