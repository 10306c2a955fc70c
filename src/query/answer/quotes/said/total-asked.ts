import { currencyCodes } from './answer-forms.ts'

/** "¿Cuánto tengo que pagar?", "how much do I owe?", "total a pagar": the sum of a bill, and nothing that is named. Folded. */
const asksForTotal =
  /^\W*(?:y |and )?(?:(?:en total )?cuanto (?:(?:tengo|tenemos|hay) que|debo|debemos|he de|me toca) ?(?:pagar|abonar)?|(?:a )?cuanto (?:es|asciende|suma|sale|fue|hay que pagar|se paga) (?:en total|(?:el |la |al )?(?:total|factura|recibo|cuenta|presupuesto))|(?:cual es )?(?:el )?(?:importe )?total|how much (?:do|must|should) (?:i|we) (?:have to |need to )?(?:pay|owe)|what do (?:i|we) owe|(?:what(?:'?s| is) )?(?:the )?(?:grand total|total|amount due|balance due|bill)|how much is (?:the )?(?:total|bill|invoice))(?: (?:you|en total|por todo|a pagar|de (?:la |el )?(?:factura|recibo)|de esta factura|in total|altogether|in all|to pay|including (?:vat|tax)|con iva|este mes|this month))*\W*$/
/** What a bill calls its sum, and what stands behind that up to a figure. Folded. */
const sum =
  /^\W*(?:(?:grand |importe )?total|(?:neto|liquido) a (?:pagar|percibir)|(?:amount|balance) (?:due|payable))\b([^\d:|=€$£]*)/
/** Words that leave it the sum of a bill: "total de la factura", "total asistentes" is none. */
const ofBill = new RegExp(
  `^(?:general|final|facturas?|recibo|presupuesto|pedido|compra|cuenta|importe|precio|coste|costo|cargos|pagar|abonar|iva|incluido|incl?|con|antes|por|el|la|este?|esta|mes|del?|a|y|invoice|bill|order|estimate|quot(?:e|ation)|amount|price|cost|charges|due|pay|payable|owed|including|included|vat|tax|with|of|the|this|month|to|by|and|in|euros?|dollars|pounds|pesos|soles|[sbgr]s?|us|${currencyCodes})$`,
)

/** Tells of a folded text whether it is the sum that a folded question asks for. */
export function totalAsked(question: string): (text: string) => boolean {
  const asks = asksForTotal.test(question)
  return (text) => asks && isTotal(text)
}

function isTotal(text: string): boolean {
  const [, behind] = sum.exec(text.slice(0, longestRead)) ?? []
  return behind !== undefined && (behind.match(/[a-z]+/g) ?? []).every((word) => ofBill.test(word))
}

/** Characters of a text in which its figure stands. */
const longestRead = 80
