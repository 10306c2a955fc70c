import iconv from 'iconv-lite'

/** Letters of Spanish, and those of its neighbours, as they stand in words; capitals and opening marks begin one. */
const spanish = /[áéíóúüñ]|(?<!\p{Ll})[ÁÉÍÓÚÜÑ]|(?<!\p{L})[¿¡]/gu
const neighbour =
  /[àèìòùâêîôûäëïöçãõßºª€¤«»]|(?<!\p{Ll})[ÀÈÌÒÙÂÊÎÔÛÄËÏÖÇÃÕ]|(?<![\p{L}])[‘“–—]|[’”…](?!\p{L})|[─-▓](?!\p{L})/gu
/** Of the letters that are not plain, so many are those of a text in its encoding, among many plain ones. */
const usualShare = 0.8
const specialShare = 0.25
/** In the order in which they are believed where two read as well. */
const twins = ['cp850', 'macintosh'] as const

/** Letters of Hungarian and of Romanian as windows-1252 shows them, and what other languages have that are written with such letters. */
const central = [
  { own: /[õûÕÛ]/gu, beside: /[áéó]/u, others: /[ãñçêàèâäåëìæø]|õe/iu },
  { own: /[ºþ](?=\p{Ll})|(?<=\p{Ll})[ºþ]/gu, beside: /ã/u, others: /[ñõçäåæø]|ã[eo]/iu },
] as const
const fewestCentral = 2

/** Whether a text is Hungarian or Romanian in a code page of theirs, which differs from the Western one in few letters. */
export function readsAsCentral(sample: Buffer): boolean {
  const text = iconv.decode(sample, 'windows-1252')
  return central.some(
    ({ own, beside, others }) =>
      beside.test(text) && (text.match(own)?.length ?? 0) >= fewestCentral && !others.test(text),
  )
}

/** Read as windows-1252, nearly all special characters are those of Spanish and its neighbours, among many plain ones. */
export function readsAsWestern(sample: Buffer): boolean {
  return sharesOf(iconv.decode(sample, 'windows-1252')).usual >= usualShare
}

/** Read in the code page of DOS programs, nearly all special characters are those of Spanish and its neighbours. */
export function readsAsDos(sample: Buffer): boolean {
  return sharesOf(iconv.decode(sample, 'cp850')).usual >= usualShare
}

/** The code page of old DOS or Macintosh programs in which a text reads as Western; null where it does in neither. */
export function westernTwin(sample: Buffer): (typeof twins)[number] | null {
  const read = twins.map((encoding) => ({ encoding, ...sharesOf(iconv.decode(sample, encoding)) }))
  const [best] = read.filter(({ usual }) => usual >= usualShare).toSorted((a, b) => b.spanish - a.spanish)
  return best?.encoding ?? null
}

function sharesOf(text: string): { readonly usual: number; readonly spanish: number } {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const special = count(/[\u0080-\uFFFF]/g)
  const own = count(spanish)
  if (special === 0 || special >= count(/[a-z]/gi) * specialShare) return { usual: 0, spanish: 0 }
  return { usual: (own + count(neighbour)) / special, spanish: own / special }
}
