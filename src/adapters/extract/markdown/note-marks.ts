/* What programs for notes (Obsidian, wikis) write beyond Markdown. */

const link = /!?\[\[[^\s[\]|][^[\]|\n]{0,200}\\?\|([^[\]\n]{1,200})\]\]/g
const comment = /(?<=^|\s)%%[^%]{1,5000}%%(?=\s|$)/g
const picture = /!\[\[[^[\]|\n]{1,200}\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34])\]\]/gi

/** Links between notes as the words that they are given, without what was remarked for oneself. */
export function withoutNoteMarks(text: string): string {
  const links = text.includes('[[') ? text.replace(picture, '').replace(link, '$1') : text
  return links.includes('%%') ? links.replace(comment, '') : links
}
