/** The languages in which words of our own stand in a text. */
export type TextLanguage = 'es' | 'en'

/** Texts that are looked at: the first ones name the columns. */
const mostTexts = 2_000
const longestText = 500
const spanishWords = new Set(
  'de del la las el los y en por para con una sin hoja fecha importe precio precios cantidad nombre apellidos cliente clientes producto productos código descripción unidades ventas gastos ingresos meses año años enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre número dirección teléfono ciudad provincia euros tarifa factura proveedor empresa concepto pago saldo cuenta coste mes día tipo estado sí'.split(
    ' ',
  ),
)
const englishWords = new Set(
  'the of and in for with to from by without sheet date amount price prices quantity name surname customer customers product products code description units sales expenses income months year years january february march april june july august september october november december number address phone city state dollars rate invoice supplier company item payment balance account cost month day type status yes'.split(
    ' ',
  ),
)

/**
 * Spanish or English, by words that tables and cards are full of. Spanish where they say nothing, because then
 * nobody is misled by a comma.
 */
export function textLanguage(texts: Iterable<string>): TextLanguage {
  let [spanish, english, looked] = [0, 0, 0]
  for (const text of texts) {
    looked++
    if (looked > mostTexts) break
    const sample = text.slice(0, longestText)
    if (/[ñáéíóúü¿¡€]/i.test(sample)) spanish++
    for (const word of sample.toLowerCase().match(/\p{L}+/gu) ?? []) {
      if (spanishWords.has(word)) spanish++
      else if (englishWords.has(word)) english++
    }
  }
  return english > spanish ? 'en' : 'es'
}
