/** "¿Cuánto tengo que pagar?", "how much do I owe?", "total a pagar": the sum of a bill, and nothing that is named. Folded. */
const asksForTotal =
  /^\W*(?:y |and )?(?:(?:en total )?cuanto (?:(?:tengo|tenemos|hay) que|debo|debemos|he de|me toca) ?(?:pagar|abonar)?|(?:a )?cuanto (?:es|asciende|suma|sale|fue|hay que pagar|se paga) (?:en total|(?:el |la |al )?(?:total|factura|recibo|cuenta|presupuesto))|(?:cual es )?(?:el )?(?:importe )?total|how much (?:do|must|should) (?:i|we) (?:have to |need to )?(?:pay|owe)|what do (?:i|we) owe|(?:what(?:'?s| is) )?(?:the )?(?:grand total|total|amount due|balance due|bill)|how much is (?:the )?(?:total|bill|invoice))(?: (?:you|en total|por todo|a pagar|de (?:la |el )?(?:factura|recibo)|de esta factura|in total|altogether|in all|to pay|including (?:vat|tax)|con iva|este mes|this month))*\W*$/
/** What a bill calls its sum. Folded. */
const isTotal =
  /^\W*(?:(?:importe )?total(?: (?:factura|general|a pagar|a abonar|con iva|iva incluido|due|to pay|payable|amount|including (?:vat|tax)|inc\.? vat|recibo|presupuesto))?|(?:neto|liquido) a (?:pagar|percibir)|(?:amount|balance) (?:due|payable)|grand total)\b(?! (?:net|neto|sin|before|ex|excl|base|devengado|deduc|hours|horas|unid))/

/** Tells of a folded text whether it is the sum that a folded question asks for. */
export function totalAsked(question: string): (text: string) => boolean {
  const asks = asksForTotal.test(question)
  return (text) => asks && isTotal.test(text)
}
