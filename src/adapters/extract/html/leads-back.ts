/** How LibreOffice, Word, pandoc and Wikipedia call the mark of a note in the text. */
const markOfNote = /^#.{0,60}(?:anc|ref|called|back|src)/i

/** Whether a link is the number of a note, which leads from the note to its mark in the text. */
export function leadsBack(target: string, words: string): boolean {
  return markOfNote.test(target) && /^\d{1,3}$/.test(words.trim())
}
