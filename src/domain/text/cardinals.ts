const spanish =
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte'
const english =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'

const cardinals = new Map(
  [spanish, english].flatMap((words) => words.split(' ').map((word, at) => [word, at + 1] as const)),
)

/** 1 to 20, as parts of a document are numbered in words ("section two"); null when the folded word is no such number. */
export function cardinalOf(word: string): number | null {
  return cardinals.get(word) ?? null
}
