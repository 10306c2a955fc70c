/** Digits with their marks, as keys to look them up by. One that may be read in two ways has both: "1.250". */
export function readNumber(text: string): readonly string[] {
  const whole = /^\d{1,3}(?:[.,]\d{3})+$/u.test(text)
  const mark = /[.,](\d+)$/u.exec(text)
  if (mark === null) return [`n${Number(text)}`]
  const decimal = `${text.slice(0, mark.index).replace(/[.,]/gu, '')}.${mark[1]}`
  const asDecimal = `n${Number(decimal)}`
  return whole ? [`n${Number(text.replace(/[.,]/gu, ''))}`, asDecimal] : [asDecimal]
}
