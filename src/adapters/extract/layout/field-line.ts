const field = /^\p{Lu}[\p{L}\p{M}./'’-]*(?: [\p{L}\p{M}./'’()-]+){0,3}:\s+\S/u

/** Whether a line is a field of a form or of the head of a letter: "Place of work: Daventry". Below another one it is no rest of it. */
export function isFieldLine(line: string): boolean {
  return field.test(line)
}
