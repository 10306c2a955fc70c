import { AppError } from '../../../domain/errors.ts'

/**
 * How much text a file may turn into. Formats that pack their text, or refer to one piece of it many times, can make
 * millions of characters of a few kilobytes; every one of them is then cut, embedded and stored. So what comes out stays in
 * proportion to what was uploaded. The real PDF and DOCX files at hand give at most 0.9 characters for a byte
 * of the file, generated ones 3.7.
 */
export const textProportion = {
  /** Characters for each byte of the file that is packed text. */
  perPackedByte: 25,
  /** Characters for each byte after unpacking: one byte is at most one character, and a label or a dividing mark. */
  perUnpackedByte: 2,
  /** Characters that are always allowed: a small document may repeat itself as much as it likes. About 80 pages. */
  floor: 250_000,
} as const

/** What a block costs beside its characters: its dividing lines and its place in the list of blocks. */
const charsPerBlock = 8

export interface TextBudget {
  /** Another part of the file is read: its size allows more text. Leave `unpacked` out when it is not known. */
  readonly allow: (packedBytes: number, unpackedBytes?: number) => void
  /** Text is about to be made. @throws AppError `archive_bomb`, `too_much_text` before it takes memory */
  readonly spend: (chars: number) => void
  readonly spendBlock: () => void
  /** The length of the finished text. @throws AppError `archive_bomb`, `too_much_text` */
  readonly check: (chars: number) => void
}

/** @param limits.fileBytes of the whole upload: parts that lie over each other in it do not count twice */
export function createTextBudget(limits: { readonly fileBytes: number; readonly maxTextChars: number }): TextBudget {
  let packed = 0
  let unpacked = 0
  let spent = 0
  const allowed = (): number => {
    const byFile = Math.min(packed, limits.fileBytes) * textProportion.perPackedByte
    return textProportion.floor + Math.min(byFile, unpacked * textProportion.perUnpackedByte)
  }
  const refuseAbove = (chars: number, most: number): void => {
    if (chars > most) throw tooMuchText(limits.maxTextChars)
    if (chars > allowed()) throw amplified('text')
  }
  const spend = (chars: number): void => {
    spent += chars
    // Clean-up may still halve it: only the finished text is held against the limit itself.
    refuseAbove(spent, limits.maxTextChars * 2)
  }
  return {
    allow(packedBytes, unpackedBytes = Infinity) {
      packed += packedBytes
      unpacked += unpackedBytes
    },
    spend,
    spendBlock: () => spend(charsPerBlock),
    check: (chars) => refuseAbove(chars, limits.maxTextChars),
  }
}

/** What a text past the limit is refused with, in every format. */
export function tooMuchText(maxTextChars: number): AppError {
  return new AppError('too_much_text', `The document holds more than ${maxTextChars} characters of text. Split it.`, {
    details: { maxTextChars },
  })
}

/** What a small file is refused with that becomes very much text, or takes very much memory. */
export function amplified(what: 'text' | 'memory', cause?: unknown): AppError {
  const why =
    what === 'text'
      ? 'it turns into far more text than a file of its size holds'
      : 'it unpacks to far more than a file of its size holds'
  return new AppError('archive_bomb', `The file was refused: ${why}. If it is genuine, save it in another format.`, {
    cause,
  })
}
