import { AppError } from '../../domain/errors.ts'
import { parsePartHead } from './part-head.ts'
import { createPieces, type Pieces } from './pieces.ts'

/** One part of a form. A text field comes whole, a file as it is sent. */
export type FormPart =
  | { readonly kind: 'field'; readonly name: string; readonly value: Buffer }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly fileName: string
      /** What is not read of it is passed over when the next part is asked for. */
      readonly body: AsyncIterable<Buffer>
    }

const maxHeadBytes = 16_384
export const maxFieldBytes = 100_000
const maxParts = 12
const codedPart = () =>
  new AppError(
    'invalid_request',
    'Send the parts of the form as they are: one with a Content-Transfer-Encoding is not read.',
    { spanish: 'Envía las partes del formulario tal cual: no se leen partes con Content-Transfer-Encoding.' },
  )
const tooManyParts = () =>
  new AppError('payload_too_large', `The form has more than ${maxParts} parts.`, {
    spanish: `El formulario tiene más de ${maxParts} partes.`,
  })
/** RFC 2046 allows 70. */
const maxBoundaryCharacters = 200

/**
 * The parts of a `multipart/form-data` body in their order, read as they come; then whatever follows the last boundary, so
 * that the connection can be used again. How much all of it may be is up to the source.
 * @throws AppError `invalid_request`, `payload_too_large` (heads, fields, number of parts), or what the source fails with.
 */
export async function* formParts(source: AsyncIterable<Buffer>, contentType: string): AsyncGenerator<FormPart> {
  const line = '\r\n'
  const mark = Buffer.from(`${line}--${boundaryOf(contentType)}`, 'latin1')
  // the first boundary may stand at the very beginning, all others begin a line
  const pieces = createPieces(source, Buffer.from(line))
  await passOver(pieces.until(mark))
  for (let count = 1; !(await isLast(pieces)); count += 1) {
    if (count > maxParts) throw tooManyParts()
    const head = await pieces.textUntil(Buffer.from(`${line}${line}`), maxHeadBytes)
    const found = parsePartHead(head)
    // its letters would be kept instead of what they stand for
    if (found?.coded === true) throw codedPart()
    const body = pieces.until(mark)
    if (found !== null && found.fileName !== null) {
      yield { kind: 'file', name: found.name, fileName: found.fileName, body }
    } else if (found !== null) {
      yield { kind: 'field', name: found.name, value: await pieces.textUntil(mark, maxFieldBytes) }
      continue
    }
    await passOver(body)
  }
  await pieces.passOver()
}

function boundaryOf(contentType: string): string {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s"]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare ?? ''
  if (boundary !== '' && boundary.length <= maxBoundaryCharacters) return boundary
  throw new AppError('invalid_request', 'The multipart form names no usable boundary in its content type.', {
    spanish: 'El content-type del formulario no indica un separador (boundary) utilizable.',
  })
}

async function isLast(pieces: Pieces): Promise<boolean> {
  return (await pieces.peek(2)).toString('latin1') === '--'
}

async function passOver(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of body) void piece
}
