/** What is asked for by name and has a form of its own: the question, and what its answer looks like. On folded text. */
const forms: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:iban|(?:numero|no\.?|n\.?º) de cuenta|cuenta bancaria|account number|bank account)\b/,
    /\b[a-z]{2}\d{2}(?:[ -]?[a-z\d]{2,4}){3,}|\b\d{4}[ -]?\d{4}[ -]?\d{2}/,
  ],
  [/\b(?:nif|cif|dni|nie|vat number|tax id)\b/, /\b[a-z]-?\d{7,8}\b|\b\d{8}-?[a-z]\b|\b[a-z]\d{7}[a-z]\b/],
  [/\b(?:telefonos?|tfno|tlf|phone number|telephone number|fax)\b/, /\+?\d[\d ().-]{6,}\d|\bext(?:ension)?\.?:? ?\d/],
  [/\b(?:correo electronico|direccion de correo|e-?mail address|email)\b/, /\S@\S/],
  [/\b(?:pagina web|sitio web|web ?site)\b/, /www\.|https?:|\b[a-z\d-]+\.(?:com|es|org|net|eu|example)\b/],
]

/** Whether a question names such a thing and none of the texts has one. Folded question. */
export function lacksForm(question: string, texts: readonly string[]): boolean {
  return forms.some(([asked, form]) => asked.test(question) && !texts.some((text) => form.test(text.toLowerCase())))
}
