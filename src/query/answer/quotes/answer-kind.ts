/** What a question asks for, as far as its words tell: an answer of another kind is a worse one. */
export type AnswerKindAsked =
  | 'money'
  | 'date'
  | 'time'
  | 'duration'
  | 'number'
  | 'percent'
  | 'measure'
  | 'phone'
  | 'email'
  | 'code'
  | 'person'
  | 'place'

const asked: readonly (readonly [AnswerKindAsked, RegExp])[] = [
  ['phone', /\b(?:telefonos?|movil|tfno|tlf|phone|mobile|llamar|call)\b/],
  ['email', /\b(?:correo|e-?mail|mail)\b/],
  [
    'code',
    /\b(?:iban|nif|cif|dni|referencia|codigo|numero de (?:factura|poliza|cuenta|serie|protocolo|expediente|pedido|albaran)|(?:part|serial|account|invoice|policy|order) number|cuenta)\b/,
  ],
  [
    'time',
    /\b(?:(?:a |hasta )?que horas?|horario|what time|opening hours|(?:cuando|when (?:do|does) .{1,40}) (?:abre|cierra|open|close))\b/,
  ],
  [
    'duration',
    /\b(?:cuantos? (?:tiempo|dias|meses|anos|horas|semanas|minutos)|cuanto (?:dura|tarda|tardan|duran)|plazo|duracion|antelacion|antiguedad|how (?:long|many (?:days|weeks|months|years|hours))|cada cuanto|how often|periodo)\b/,
  ],
  [
    'money',
    /\b(?:cuanto (?:cuestan?|cost[a-z]+|valen?|valdran?|cobran?|cobrare|pagan?|pagare|ganan?|dinero|se (?:paga|pago|cobra|cobro|gana|gasto)|fue|es el (?:alquiler|total|iva)|hay que pagar|gasto|puedo gastar|dan|debe)|precios?|costes?|tarifas?|importe|total|cuotas?|prima|salario|sueldo|presupuesto|fianza|neto|how much (?:is|does|do|are|was|did|can)|prices?|costs?|fees?|budget|rate|salary|rent|compensacion|gastos)\b/,
  ],
  ['percent', /\b(?:porcentaje|descuentos?|iva|irpf|percent(?:age)?|discounts?|interes)\b/],
  [
    'date',
    /\b(?:cuando|que dias?|fechas?|hasta cuando|vence|vencimiento|en que (?:ano|mes|fecha)|when|what (?:date|day|year)|which (?:day|year)|by when|since when|deadline|caduca|inicio|fin de)\b/,
  ],
  [
    'measure',
    /\b(?:peso|pesa|mide|medidas|capacidad|cabe|temperatura|potencia|consumo|consume|autonomia|velocidad|distancia|altura|weight?|temperature|power|capacity|speed|ruido|noise|loud|a cuantos grados|medidas|ancho|anchura|alto|how (?:wide|tall|high|deep|heavy|fast|far|big))\b/,
  ],
  ['number', /\b(?:cuant[oa]s|how many|numero de|number of|poblacion|population|edad|how old)\b/],
  ['person', /\b(?:quien|quienes|de quien|who|whose|whom|responsable|titular|contacto|como se llaman?|called)\b/],
  [
    'place',
    /\b(?:donde|direccion|en que (?:ciudad|pais|sala|lugar|calle|planta|aula)|where|address|which (?:city|country|room))\b/,
  ],
]

const months =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|january|february|march|april|june|july|august|september|october|november|december'
const days =
  'lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?'
/** But one: it is an article, too. */
const manyWords =
  'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-z]+|veinti?[a-z]*|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|[a-z]*cient[oa]s|mil|millon(?:es)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million'
const number = `(?:\\d[\\d.,]*|\\b(?:un|una|one|medio|media|half|${manyWords})\\b)`

/** "10/03", "10 mar", "Mar 10". */
const shortMonths = 'ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic|jan|apr|aug|dec'
const dayAndMonth = `(?<![\\d/.,])(?:0?[1-9]|[12]\\d|3[01])/(?:0[1-9]|1[0-2])(?![\\d/])|\\b\\d{1,2}[ -](?:${shortMonths})\\b|\\b(?:${shortMonths})\\.? \\d{1,2}\\b`
const aDate = `(?:(?:${days}),? )?\\d{1,2}(?:[/.-]\\d{1,2}|(?: de)? (?:${months}|${shortMonths})|(?= (?:al|to|hasta|y|and) (?:el )?\\d))|(?:${months}|${shortMonths})(?: \\d{1,2})?`
/** "Del 10/03 al 28/03", "from May to July": when something begins and ends, and how long it takes. */
export const spanOfDates = new RegExp(
  `\\b(?:del?|desde|from|between|entre)(?: el| la)? (?:${aDate}).{0,12} (?:al?|hasta|to|until|till|and|y)(?: el| la)? (?:${aDate})`,
)

/** Forms of the answers, on folded text. */
const forms: Readonly<Record<AnswerKindAsked, RegExp>> = {
  money: new RegExp(
    `\\d\\s?(?:€|\\$|£|eur\\b|usd\\b)|[€$£]\\s?\\d|${number}\\s(?:mil\\s|de\\s)?(?:euros?|dolares|dollars|pounds|libras|pesos|centimos)\\b|(?<![\\d.,/])\\d{1,3}(?:\\.\\d{3})*,\\d{2}(?![\\d,/])`,
  ),
  percent: /\d\s?%|\bpor ?ciento\b|\bpercent\b/,
  date: new RegExp(
    `\\b\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}\\b|${dayAndMonth}|\\b(?:${months}|${days})\\b|\\b(?:1[0-9]|20)\\d\\d\\b`,
  ),
  time: /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:h|am|pm|a\.m\.|p\.m\.|horas)\b|\ba las? [a-z0-9]+|\bde \d{1,2} a \d{1,2}\b/,
  duration: new RegExp(
    `${number}\\s(?:[a-z]+\\s){0,2}?(?:anos?|mes(?:es)?|semanas?|dias?|horas?|minutos?|segundos?|trimestres?|years?|months?|weeks?|days?|hours?|minutes?|seconds?)\\b|\\b(?:anual|mensual|semanal|diario|yearly|monthly)\\b|\\d\\s?(?:s|seg|sec|min|mins|h|hrs?)\\b|${spanOfDates.source}`,
  ),
  number: new RegExp(`(?:\\d[\\d.,]*|\\b(?:${manyWords})\\b)`),
  measure:
    /\d\s?(?:kg|g|mg|km|m|cm|mm|l|ml|w|kw|kwh|v|hz|bar|db|°c?|º|grados|metros|litros|kilos|degrees|km\/h|m2|m²|m³)(?![a-z])/,
  phone: /(?:\+?\d[\d ()-]{6,}\d)|\bext(?:ension)?\.?:? \d/,
  email: /\S@\S/,
  code: /\d{3,}|[a-z][-/.]?\d|\d[-/.]?[a-z]/,
  person: /$^/,
  place:
    /\b(?:calle|avda|avenida|plaza|paseo|carretera|sala|salon|aula|planta|edificio|oficina|street|road|avenue|square|room|floor|c\/)\b/,
}
/** Two words with a capital, and one in the middle of a sentence. On the text as it is written. */
const name = /\p{Lu}[\p{Ll}.]+(?:\s(?:de|del|la|los|van|von))*\s\p{Lu}[\p{Ll}.]+/u
const properNoun = /[\p{Ll},;:]\s\p{Lu}\p{Ll}+/u

const dayOrMonth = new RegExp(`^(?:${months}|${days})$`)

/** "Monday", "mayo". Folded word. */
export function isDayOrMonth(word: string): boolean {
  return dayOrMonth.test(word)
}

const asksFor =
  /\b(?:que|cual|cuales|cuando|donde|adonde|quien|quienes|cuant[oa]s?|como|what|which|when|where|who|whom|whose|how)\b/

/** "¿Quién puede ser socio?": what they must be, not their name. */
const asksForCondition =
  /\b(?:quien(?:es)? (?:puede|pueden|podra|debe|deben|tienen? derecho)|who (?:can|may|must|is (?:allowed|entitled|eligible)))\b/

/** "¿Hay sauna?": yes or no, and none of the kinds below, whatever its words. Folded question. */
export function asksWhether(folded: string): boolean {
  return folded.trimEnd().endsWith('?') && !asksFor.test(folded)
}

/** The kinds a question names, most telling first; none when it could be anything. Folded question. */
export function kindsAsked(folded: string): readonly AnswerKindAsked[] {
  if (asksWhether(folded)) return []
  const kinds = asked
    .filter(([kind, pattern]) => pattern.test(folded) && !(kind === 'person' && asksForCondition.test(folded)))
    .map(([kind]) => kind)
  return kinds.length === 0 && /\b(?:cuant[oa]|how much)\b/.test(folded) ? ['number'] : kinds
}

/** What things of the kind look like, on folded text. */
export function formOf(kind: AnswerKindAsked): RegExp {
  return forms[kind]
}

/** Whether a text has something of the kind. */
export function has(kind: AnswerKindAsked, text: string, folded: string): boolean {
  // whom to write to and where to send something is an address, too
  if (kind === 'person' || kind === 'place') {
    if (forms.email.test(folded) || forms.phone.test(folded) || properNoun.test(text)) return true
    return kind === 'person' ? name.test(text) : forms.place.test(folded)
  }
  // "when" may be an hour, or a time after something
  if (kind === 'date') return [forms.date, forms.time, forms.duration].some((form) => form.test(folded))
  // what is measured may have any unit, such as minutes
  return kind === 'measure' ? /\d/.test(folded) : forms[kind].test(folded)
}

/** Whether the head of a column says that amounts stand under it. Folded. */
export function namesAmount(head: string): boolean {
  return /[€$£%]|\b(?:eur|euros?|usd|precios?|importes?|tarifas?|cuotas?|costes?|totale?s?|p\.?v\.?p|saldo|cargos?|abonos?|debe|haber|neto|bruto|base|iva|devengos?|deducciones|prima|gastos?|ingresos?|valor|prices?|costs?|amounts?|fees?|rates?|charges?|balance|net|gross|credit|debit|dto|descuentos?|discounts?)\b/.test(
    head,
  )
}

/** Several things are asked for, or how something is done. Folded question. */
export function asksForList(folded: string): boolean {
  return (
    /\b(?:cuales son|que [a-z]+s (?:hay|son|se|tiene|debo|necesit\w+|incluye|paga\w*|cubre)|pasos|lista(?:do)?|ingredientes|requisitos|documentos|documentacion|como se (?:hace|hacen|prepara|instala|usa|limpia)|que (?:no )?(?:cubre|incluye|lleva|hace falta|necesito)|steps|list of|requirements|what are|which [a-z]+s\b|ingredients|rules|temario|orden del dia|efectos|exclusiones|coberturas|services|servicios)\b/.test(
      folded,
    ) || /^[¿\s]*[a-z]{4,}(?:es|os|as)[?\s]*$/.test(folded)
  )
}

/** What a word means is asked. Folded question. */
export function asksForDefinition(folded: string): boolean {
  return /\b(?:que (?:es|son|significa|quiere decir)|significado|definicion|define|what (?:is|are|does)|meaning|stands? for)\b/.test(
    folded,
  )
}
