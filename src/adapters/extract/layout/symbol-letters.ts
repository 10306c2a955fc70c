/*
 * Letters of fonts that have no Unicode of their own: Word stores them at U+F000 and what the key gives.
 * Source of the order: the encoding of the Symbol font as published with PostScript, and the code chart of Wingdings in
 * Unicode's document L2/11-052.
 */

const symbolFrom20 = Array.from(
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼',
)
const symbolFromA0 = Array.from('€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪')
const symbolFromF1 = Array.from('〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭')

const wingdings: Readonly<Record<number, string>> = {
  0x22: '✂',
  0x28: '☎',
  0x29: '✆',
  0x2a: '✉',
  0x4a: '☺',
  0x4c: '☹',
  0x6c: '●',
  0x6e: '■',
  0x6f: '☐',
  0x71: '❑',
  0x72: '❒',
  0x75: '◆',
  0x76: '❖',
  0x78: '☒',
  0x9e: '·',
  0x9f: '•',
  0xa1: '○',
  0xa7: '▪',
  0xa8: '☐',
  0xab: '★',
  0xd8: '➢',
  0xdc: '➲',
  0xdf: '←',
  0xe0: '→',
  0xe1: '↑',
  0xe2: '↓',
  0xe8: '➔',
  0xef: '⇦',
  0xf0: '⇨',
  0xf1: '⇧',
  0xf2: '⇩',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
}

/** Marks of forms and bullets in the other fonts of that name. */
const wingdings2: Readonly<Record<number, string>> = {
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
  0x97: '●',
  0x98: '●',
  0xa2: '■',
  0xa3: '☐',
}
const wingdings3: Readonly<Record<number, string>> = {
  0x67: '→',
  0x70: '▲',
  0x71: '▼',
  0x74: '◀',
  0x75: '▶',
  0x7d: '▶',
}
const webdings: Readonly<Record<number, string>> = { 0x61: '✓', 0x63: '☐', 0x67: '■', 0x6e: '●', 0x72: '✗' }

/** The letter of a symbol font, or null when it is not known. `code`: 0x20 to 0xff, or the same from U+F000 on. */
export function symbolLetter(font: string, code: number): string | null {
  const key = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (/wingdings\s*2/iu.test(font)) return wingdings2[key] ?? null
  if (/wingdings\s*3/iu.test(font)) return wingdings3[key] ?? null
  if (/webdings/iu.test(font)) return webdings[key] ?? null
  if (/wingdings|dingbats/iu.test(font)) return wingdings[key] ?? null
  if (/symbol/iu.test(font)) return symbolOf(key)
  return key === code ? String.fromCodePoint(code) : null
}

/** Whether a font of that name has signs in the places of letters. */
export const isSignFont = (font: string): boolean => /^(?:wingdings|webdings|symbol)/iu.test(font)

/**
 * A text as it looks in a font, where programs write the key of a sign: `ü` in Wingdings is ✓. More letters at once are words in
 * a font that was chosen by mistake, unless they stand in the private area.
 */
export function inSignFont(text: string, font: string): string {
  if (!isSignFont(font)) return text
  const key = text.trim()
  if (key.length === 1) return text.replace(key, (letter) => symbolLetter(font, letter.charCodeAt(0)) ?? letter)
  return text.replace(/[\uf020-\uf0ff]/g, (letter) => symbolLetter(font, letter.charCodeAt(0)) ?? letter)
}

function symbolOf(key: number): string | null {
  if (key >= 0x20 && key < 0x7f) return symbolFrom20[key - 0x20] ?? null
  if (key >= 0xa0 && key < 0xf0) return symbolFromA0[key - 0xa0] ?? null
  return key >= 0xf1 ? (symbolFromF1[key - 0xf1] ?? null) : null
}

/**
 * Letters in the private area whose font is not known: small capitals and old-style digits of Adobe's fonts, bullets and boxes,
 * which nearly all others are, else themselves.
 */
export function withSymbols(text: string): string {
  return text.replace(/[\uf020-\uf0ff\uf6dc-\uf7ff]/g, (letter) => {
    if (letter >= '\uf6dc') return adobeLetter(letter.charCodeAt(0)) ?? letter
    const key = letter.charCodeAt(0) - 0xf000
    return boxes[key] ?? symbolOf(key) ?? letter
  })
}

/** Where Adobe's fonts keep other forms of usual letters (Adobe Glyph List 2.0, corporate use). */
function adobeLetter(code: number): string | null {
  const low = code & 0xff
  if (code === 0xf6dc) return '1'
  if (code === 0xf724 || code === 0xf726 || code === 0xf73f || code === 0xf7a1 || code === 0xf7bf)
    return String.fromCharCode(low)
  if (code >= 0xf730 && code <= 0xf739) return String.fromCharCode(low)
  const isSmall = (code >= 0xf761 && code <= 0xf77a) || (code >= 0xf7e0 && code <= 0xf7fe && code !== 0xf7f7)
  return isSmall ? String.fromCharCode(low - 0x20) : null
}

const boxes: Readonly<Record<number, string>> = {
  0x52: '☑',
  0xa7: '▪',
  0xa8: '☐',
  0xd8: '➢',
  0xfc: '✓',
  0xfe: '☑',
  0xfd: '☒',
  0x6f: '☐',
}
