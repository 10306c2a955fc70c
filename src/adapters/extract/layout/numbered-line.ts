const numbered = /^\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[\p{Lu}¿¡"«“]/u

/** Whether a line begins a clause or a section of its own: "3.3 Call-outs caused by vandalism". */
export function isNumberedLine(line: string): boolean {
  return numbered.test(line)
}
