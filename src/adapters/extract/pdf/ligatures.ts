/** Letters that fonts join into one sign, in the order in which fonts of TeX number them. */
export const ligatures = ['ff', 'fi', 'fl', 'ffi', 'ffl'] as const
export type Ligature = (typeof ligatures)[number]

/** Where words speak as much for one as for another, the longer one counts: what is left of "office" without an f is no word. */
export const byWeight: readonly Ligature[] = ['ffi', 'ffl', 'fi', 'fl', 'ff']

/** Codes of `ff` in TeX's encodings OT1 and T1; the other four follow it. */
const texBlocks = [0x0b, 0x1b] as const

/** Where fonts for the Macintosh kept them, which programs still write; the last two by those that followed them. */
export const placedLigatures: ReadonlyMap<string, Ligature> = new Map([
  ['\uf001', 'fi'],
  ['\uf002', 'fl'],
  ['\uf003', 'ffi'],
  ['\uf004', 'ffl'],
])

/**
 * Parts of common Spanish and English words with each of them: whichever gives most words in a document is what a code means.
 * Where both languages have a word, as "oficina" and "office", a part has enough of it to fit one of them only.
 */
const parts: Readonly<Record<Ligature, RegExp>> = {
  ff: /diffe|diffic|diffu|effect|effort|effici|(?<!\p{L})off(?!c|ine|l)|off(?!\p{L})|staff|affe|affo|affai|affi|buffe|coff[ei]|suff[eior]|traffi|offer|stuff/u,
  fi: /defin|ofici|figur|dific[iu]|difíc|edifi|ifica|notifi|certifi|confi|benefi|superfici|deficie|suficiente|suficienc|eficiente|eficiencia|(?<!\p{L})(?:a|con|in|re)?fin\p{L}|(?<!\p{L})fin(?!\p{L})|fiscal|firm|físi|fich|anfit|gráfi|tráfic|fij|firs|find|field|(?<!\p{L})(?:a|en|per|pro|re)?fil|five|profit|specif|signif|identif|fit(?!\p{L})|fict|scientif/u,
  fl: /conflict|fluj|influ|refle|infla|flex|flor|flow|float|flat|flag|flu|fle|flaco|flight|floor/u,
  ffi: /efficien(?:t|cy)(?!e)|offic(?:e|er|ers|es|ials|ially)(?!\p{L})|sufficien(?:t|cy)(?!e)|difficult(?!a)|traffic(?!a|o)|coefficients?(?!\p{L})|affiliat|affinit|affirmati(?:on|ve)|suffix/u,
  ffl: /offline|affluen(?:t|ce)(?!e)|shuffl|waffl|baffl|muffl|raffl|scuffl|ruffl|afflict/u,
}

/** What makes a common word of a word in which a letter is unknown. */
export function readings(word: string, letter: string): readonly Ligature[] {
  // What is common without the letter says nothing of it: "notificaci?n".
  const without = word.replaceAll(letter, '\ufffd')
  return byWeight.filter((ligature) => {
    const common = parts[ligature]
    return common.test(word.replaceAll(letter, ligature)) && !common.test(without)
  })
}

/** What a code stands for in fonts of TeX, with the first code of those it stands among; null for every other code. */
export function texLigature(code: number): { readonly block: number; readonly ligature: Ligature } | null {
  for (const block of texBlocks) {
    const ligature = ligatures[code - block]
    if (ligature !== undefined) return { block, ligature }
  }
  return null
}
