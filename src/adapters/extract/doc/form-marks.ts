import { boxSign } from '../layout/box-sign.ts'

/** Kinds of fields that hold no text: boxes, lists. */
const kinds = { box: 1, list: 2 } as const
/** What a field says that was never filled in. */
const notFilled = 25
/** Before a list of choices stand how the text is written, two kinds of help and two macros. */
const textsBeforeChoices = 5
/** Word lets nobody write more than 25; each one is passed over to reach the next. */
const mostChoices = 200
/** No text has these: they stand in the text for what fields show. */
const firstMark = 0xfdd0
const mostMarks = 32
const marks = /[\ufdd0-\ufdef]/g

export type FormMarks = ReturnType<typeof createFormMarks>

/**
 * What the fields of old forms show that hold no text (MS-DOC 2.9.78): one sign in the text for each that is shown, until the
 * text is put together.
 * @param read the stream `Data`; called once, when it is needed
 * @param spend is told what each of them adds to the text
 */
export function createFormMarks(read: () => Buffer | null, spend: (chars: number) => void) {
  const shown: string[] = []
  let data: Buffer | null = null
  return {
    /** The sign for a field that is described there; null for one that shows nothing of its own. */
    markOf(at: number): string | null {
      data ??= read() ?? Buffer.alloc(0)
      const text = shownBy(data, at)
      const known = shown.indexOf(text)
      if (text === '' || (known === -1 && shown.length >= mostMarks)) return null
      spend(text.length)
      return String.fromCharCode(firstMark + (known === -1 ? shown.push(text) - 1 : known))
    },
    /** The text with what the fields show. */
    written: (text: string): string =>
      shown.length === 0 ? text : text.replace(marks, (mark) => shown[mark.charCodeAt(0) - firstMark] ?? ''),
  }
}

/** Where signs of fields stand in a text. */
export function formMarksIn(text: string, start: number, end: number): readonly { start: number; end: number }[] {
  return [...text.slice(start, end).matchAll(marks)].map(({ index }) => ({
    start: start + index,
    end: start + index + 1,
  }))
}

/** The description stands behind a head as pictures have it; texts have their length before and a zero behind them. */
function shownBy(data: Buffer, at: number): string {
  const word = (place: number): number => (place + 2 <= data.length ? data.readUInt16LE(place) : 0)
  const field = at + word(at + 4)
  const kind = word(field + 4) & 3
  if (kind !== kinds.box && kind !== kinds.list) return ''
  const afterText = (place: number): number => place + 2 + word(place) * 2 + 2
  const usual = afterText(field + 10)
  const result = (word(field + 4) >> 2) & 31
  const value = result === notFilled ? word(usual) : result
  if (kind === kinds.box) return boxSign(value === 1)
  let choices = usual + 2
  for (let text = 0; text < textsBeforeChoices; text++) choices = afterText(choices)
  if (word(choices) !== 0xffff || value >= Math.min(word(choices + 2), mostChoices)) return ''
  let choice = choices + 6
  for (let index = 0; index < value; index++) choice += 2 + word(choice) * 2
  return data.toString('utf16le', choice + 2, Math.min(choice + 2 + word(choice) * 2, data.length)).slice(0, 200)
}
