const field = /^\p{Lu}[\p{L}\p{M}./'’-]*(?: [\p{L}\p{M}./'’()-]+){0,3}:\s+\S/u
/** A longer name, with numbers or an abbreviation in it: "Saldo a 31 de dic. de 2023: 3.379 €". Running text may have one of these, too. */
const labelled = /^[\p{Lu}\p{N}](?:[^:.;!?¿¡]|\.(?=\s?\p{Ll})){1,60}:\s+\S/u
/** So many lines of a block are labelled where it is one of fields. */
const fewestLabels = 2
const labelledShare = 0.5
const endsOpen = /[,;(–-]\s*$/u

/** Whether a line is a field of a form or of the head of a letter: "Place of work: Daventry". Below another one it is no rest of it. */
export function isFieldLine(line: string): boolean {
  return field.test(line)
}

/** Whether a block is one of fields, beside which other lines may stand: "Ático de 55 m²", "Renta: 1.380 €/mes", "Mascotas: no". */
export function areFields(lines: readonly string[]): boolean {
  const named = lines.filter((line) => labelled.test(line.trim())).length
  return named >= fewestLabels && named >= lines.length * labelledShare
}

/** Whether a line of such a block begins something of its own. */
export function beginsField(last: string, line: string): boolean {
  return labelled.test(line.trim()) && !endsOpen.test(last)
}
