import { raisedText } from '../../layout/raised-text.ts'
import { baselineOf, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Digits behind a letter, a digit or a bracket: they may be an exponent or the mark of a note. An n may be an exponent behind a bracket, and any letter with its sign. */
const glued = /(?<=[\p{L}\p{N})\]»”.,%€][-−–]?)\d(?!\d)|(?:(?<=[)\]])n|(?<=[\p{L}\p{N})\]][-−–])\p{L})(?!\p{L})/gu
const smallShare = 0.85
const raisedShare = 0.12
const longest = 4

/** The line with raised digits written as such, so that they do not become part of the word or number before them. */
export function withRaised(access: ViewedChars, { raw, at }: RawLine): string {
  let text = ''
  let done = 0
  for (const { index: last } of raw.matchAll(glued)) {
    const size = printedSize(access, at + last).size
    let from = last
    const isSmall = (index: number): boolean =>
      /\d/.test(raw.charAt(index)) && printedSize(access, at + index).size <= size * 1.05
    while (from > 0 && last - from < longest && isSmall(from - 1)) from--
    const sign = from - 1
    if (sign > 0 && /[-−–]/.test(raw.charAt(sign)) && printedSize(access, at + sign).size <= size * 1.05) from = sign
    const before = from - 1
    if (before < 0 || /\s/.test(raw.charAt(before))) continue
    const around = printedSize(access, at + before).size
    if (size > around * smallShare) continue
    if (baselineOf(access, at + last) < baselineOf(access, at + before) + around * raisedShare) continue
    text += raw.slice(done, from) + raisedText(raw.slice(from, last + 1), raw.slice(0, before + 1))
    done = last + 1
  }
  return done === 0 ? raw : text + raw.slice(done)
}
