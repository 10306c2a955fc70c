/* What programs for notes (Obsidian, wikis) write beyond Markdown. */

const link = /!?\[\[[^\s[\]|][^[\]|\n]{0,200}\\?\|([^[\]\n]{1,200})\]\]/g
/** Not `[[ -f x ]]` of a shell, nor brackets that Markdown itself knows. */
const plainLink = /(?<![[!])\[\[(\p{L}[^[\]|\n"'(){}$,;=<>]{0,200})\]\](?![\]:(])/gu
const callout = /^\[!\p{L}{2,20}\][+-]?(?:[ \t]+|\n|$)/u
const comment = /(?<=^|\s)%%[^%]{1,5000}%%(?=\s|$)/g
const picture = /!\[\[[^[\]|\n]{1,200}\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34])\]\]/gi

/**
 * H~2~O, CaCO~3~, x~max~: what Pandoc sets below the line, behind a capital letter, a symbol of two or a word as short as "log". From
 * 5~10 to 6~12 is none, and neither are names between tildes, "Ana~Luis~Eva".
 */
const lowered =
  /(?<=\p{Lu}\p{Ll}?|(?<!\p{L})\p{L}{1,3})~([\p{N}+-]{1,10}|(?<=(?<!\p{L})\p{L}~)\p{L}{1,10})~(?![~\p{N}])/gu

/** Links between notes as the words that they are given, without what was remarked for oneself, nor the mark of a framed remark, and lowered letters without theirs. */
export function withoutNoteMarks(text: string): string {
  const open = text.startsWith('[!') ? text.replace(callout, '') : text
  const links = open.includes('[[') ? open.replace(picture, '').replace(link, '$1').replace(plainLink, '$1') : open
  const level = links.includes('~') ? links.replace(lowered, '$1') : links
  return level.includes('%%') ? level.replace(comment, '') : level
}
