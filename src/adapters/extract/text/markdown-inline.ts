const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
/** A backslash before punctuation makes it plain text. */
const escapable = /\\([!-/:-@[-`{-~])/g

/** Readable text of one line of Markdown: links and images keep their words, emphasis and code marks go. */
export function stripInline(line: string): string {
  const kept: string[] = []
  const keep = (text: string): string => {
    kept.push(text)
    return `\uE000${kept.length - 1}\uE001`
  }
  const text = line
    .replace(/(`{1,3})(?!`)(.+?)(?<!`)\1(?!`)/g, (_, __, code: string) => keep(code.trim()))
    .replace(escapable, (_, char: string) => keep(char))
    .replace(/<!--.{0,10000}?-->/g, '')
    .replace(/<((?:https?:\/\/|mailto:)[^\s>]{1,2000})>/g, (_, url: string) => url.replace('mailto:', ''))
    .replace(/<\/?[a-z][^<>]{0,1000}>/gi, (tag) => (/^<(?:br|p|div|td|li)\b/i.test(tag) ? ' ' : ''))
    .replace(/!\[([^[\]]{0,1000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)/g, '$1')
    .replace(/\[([^[\]]{1,2000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)/g, '$1')
    .replace(/!?\[([^[\]]{1,2000})\]\[[^[\]]{0,200}\]/g, '$1')
    .replace(/\[\^[^[\]\s]{1,50}\](?!:)/g, '')
    .replace(/(?<!\*)(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?!\*)/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^\n]{1,2000}?)(?<=[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(?=\S)([^~\n]{1,2000}?)~~/g, '$1')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, decodeEntity)
  return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')
}

function decodeEntity(whole: string, name: string): string {
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : name.startsWith('#') ? Number(name.slice(1)) : null
  if (code === null) return entities[name.toLowerCase()] ?? whole
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
}
