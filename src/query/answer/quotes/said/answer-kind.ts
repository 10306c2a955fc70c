import { asksWhether } from './asks-whether.ts'

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
  /** Whoever does something: a name or a role. */
  | 'agent'
  | 'place'
  /** Who may, or must: what they have to be. */
  | 'condition'
  | 'colour'

/** "¿Cuánto tiene que reposar?", "cuánto se hornea": what is done for a time. */
const takesTime =
  /\bcuanto (?:(?:se|lo|la|l[oa]s) )?(?:(?:tien[a-z]+|tengo|tenemos|hay) que |deb[a-z]+ |ha[ny]? de |puede[ns]? )?(?:repos(?:ar?|an)|espera[rn]|coce(?:r|rl[oa]s?)|cuece[ns]?|herv(?:ir|irl[oa]s?)|hierve[ns]?|hornea(?:r|n|rl[oa]s?)?|secar(?:se)?|seca[ns]?|enfria(?:r|rse|n)?|fermenta[rn]?|marina[rn]?|macera[rn]?)\b/

const asked: readonly (readonly [AnswerKindAsked, RegExp])[] = [
  ['colour', /\b(?:(?:que|cual es el|cuales son los) color(?:es)?|(?:what|which) colou?rs?)\b/],
  [
    'phone',
    /\b(?:telefonos?|(?<!\b(?:tengo|desde el|con el|en el|por el|sin) )movil|tfno|tlf|phone|mobile|(?:donde|quien|cual|que numero|where|who|whom|which number|what number) .{0,20}\b(?:llam[ao]r?|marc[ao]r?|call|dial|ring))\b/,
  ],
  ['email', /\b(?:correo|e-?mail|mail)\b/],
  [
    'code',
    /\b(?:iban|nif|cif|dni|referencia|codigo|numero de (?:factura|poliza|cuenta|serie|protocolo|expediente|pedido|albaran)|(?:part|serial|account|invoice|policy|order|vat) number|tax id|cuenta|(?<!\b(?:with|in) )reference(?! to\b)|(?<!\b(?:dress|building|highway) )code(?! of (?:conduct|practice|ethics)))\b/,
  ],
  [
    'time',
    /\b(?:(?:a |hasta )?que horas?|horario|what time(?! zones?\b)|opening hours|(?:cuando|when (?:do|does) .{1,40}) (?:abren?|abris|cierran?|cerrais|open|close))\b/,
  ],
  ['duration', takesTime],
  [
    'duration',
    /\b(?:cuant[oa]s? (?:tiempo|dias|meses|anos|horas|semanas|minutos)|cuanto (?:se )?(?:dur(?:an?|ara|aran|o|aba)|tard(?:an?|as|ais|amos|o|ara|aran|are|areis|aron|aria|arian))|plazo|duracion|antelacion|antiguedad|how (?:long|far (?:ahead|in advance|before)|many (?:[a-z]+ ){0,2}(?:days|weeks|months|years|hours))|cada cuanto|how often|how (?:fast|quickly|soon) (?:do|does|did|will|can|could|must|should)|con que rapidez|periodo|duration|period|how much (?:advance |prior )?notice|length of (?:stay|service))\b/,
  ],
  [
    'money',
    /\b(?:cuanto (?:cuestan?|cost[a-z]+|valen?|valdran?|cobr(?:an?|as|ais|amos|are|aran?|areis|aria|arian)|pag(?:an?|as|ais|amos|are|aran?|aria|arian)|ganan?|dinero|se (?:paga|pago|cobra|cobro|gana|gasto|gasta|ha (?:pagado|gastado|cobrado))|fue|es el (?:alquiler|total|iva)|hay que (?:pagar|abonar|adelantar|ingresar|(?:dar|dejar|poner|aportar) de (?:entrada|sena|senal|fianza|garantia|anticipo|adelanto|deposito|enganche|reserva))|(?<!\bcada cuanto )sal(?:en?|dran?|dria[ns]?)|gasto|puedo gastar|dan|debe[ns]?|debo|debemos|(?:tengo|tienes?|tenemos|tienen) que (?:pagar|abonar|poner)|me (?:sale|saldra|saldria|cobran|cobrais|cobraria[ns]?|costara|costaria))|a como (?:estan?|salen?|dan|vende[ns]?|tienen?)|precios?|costes?|tarifas?|importe|total|cuotas?|prima|salario|sueldo|presupuesto|fianza|neto|how much money|how much (?:is|does|do|are|was|did|can)(?! .{1,40} (?:weigh|lift|hold|carry|measure|contain|store|produce|consume|use|pull|cover|worth|count)\b)|prices?|costs?(?! cent(?:re|er))|fees?|budget|rate|salary|rent|compensacion|(?<!\bque )gastos|(?<!\b(?:to|i|we|you|they) )deposits?|amounts?(?! of (?!the|this|our|your)))\b/,
  ],
  [
    'percent',
    /\b(?:porcentaje|descuentos?|(?<!\b(?:con|sin|mas) (?:el )?)iva|irpf|percent(?:age)?|discounts?|interes|(?<!\b(?:of|best) )interest(?! (?:in|of)\b))\b/,
  ],
  [
    'date',
    /\b(?:(?<!\b(?:que|cual(?:es)?|cuant[oa]s?|como|donde|quien|what|how|where|who|which) .{0,80})(?:cuando|when)|que dias?|fechas?|hasta cuando|vence|vencimiento|en que (?:ano|mes|fecha)|what (?:dates?|day|year)|which (?:days?|year)|what days|by when|since when|deadline|caduca|(?<!\b(?:to|out of) )dates?|expir(?:y|ation|es?)|inicio|fin de)\b/,
  ],
  [
    'measure',
    /\b(?:peso|pesa|mide|medidas|capacidad|cabe|temperatura|potencia|consumo|consume|autonomia|velocidad|(?<!\ba )distancia|distance(?! (?:learning|sell|sale|contract|course))|(?<!\ben )altura|(?<!\bat )height|longitud|length(?! of (?:stay|service|time))|profundidad|(?<!\bin )depth|weight?|how much (?:does|do|did|can|will) .{1,40} (?:weigh|lift|hold|carry|measure|contain|store|produce|consume|pull)|temperature|power|capacity|speed|(?:nivel(?:es)? (?:de )?|cuanto )ruido|how much noise|noise (?:levels?|emissions?)|how (?:loud|noisy)|a cuantos grados|ancho|anchura|width|alto|how (?:wide|tall|high|deep|heavy|far(?! (?:ahead|in advance|back|before))|big)|how fast (?!do |will |can you|can they))\b/,
  ],
  ['number', /\b(?:cuant[oa]s|how many|numero de|number of|poblacion|population|edad|how old)\b/],
  ['person', /\b(?:quien|quienes|de quien|who|whose|whom|responsable|titular|contacto|como se llaman?|called)\b/],
  [
    'place',
    /\b(?:donde|direccion|en que (?:ciudad|pais|sala|lugar|calle|planta|aula)|where|address|which (?:city|country|room))\b/,
  ],
]

/** "¿Quién puede ser socio?": what they must be, not their name. */
const asksForCondition =
  /\b(?:quien(?:es)? (?:puede|pueden|podra|debe|deben|tienen? derecho)|who (?:can|may|must|is (?:allowed|entitled|eligible)))\b/

/** "¿Quién paga el IBI?", unlike "¿quién es el presidente?". */
const asksForDeed =
  /\b(?:quien(?:es)?|who|whom) (?!(?:es|son|fue|fueron|era|eran|sera|seran|esta|estan|is|was|are|were)\b)/

function kindOfPerson(folded: string): AnswerKindAsked {
  if (asksForCondition.test(folded)) return 'condition'
  return asksForDeed.test(folded) ? 'agent' : 'person'
}

/** "¿Cómo se calcula la cuota?" asks for no amount. Folded. */
const asksForTheWay =
  /^\W*(?:y |and )?(?:como (?!se llaman?\b)|por que |why |how (?:is|are|do|does|did|can|could|should|must|to) )/

/** "¿Para quién es el presupuesto?", "when is the deposit returned": of an amount, but not how much it is. Folded. */
const asksOfAmount =
  /^\W*(?:y |and )?(?:(?:a|de|para|por|con|hasta|desde|for|to|with|by|from|until) )?(?:quien(?:es)?|donde|cuando|who|whom|where|when)\b(?!.*\b(?:cuanto|how much|y que|and what)\b)/

/** "A haircut for my son who is 7", "the price for people who live here": says whom, but asks for nobody. Folded. */
const tellsWhom =
  /\b(?:what|how|when|where|which|why|prices?|costs?|fees?|rates?|can|could|do|does|is|are|may|must) .{0,60}[a-z]{3,20} who(?:se|m|'s)?\b(?<!\b(?:and|but|know|tell|ask|say|says|about|with|for|from|then|see|exactly|remember|idea|wondering|out|check|confirm|explain) who(?:se|m|'s)?)/

const quantities: ReadonlySet<AnswerKindAsked> = new Set(['duration', 'money', 'percent'])

/** The kinds a question names, most telling first; none when it could be anything. Folded question. */
export function kindsAsked(folded: string): readonly AnswerKindAsked[] {
  if (asksWhether(folded) || asksForTheWay.test(folded)) return []
  const kinds = asked
    .filter(([, pattern]) => pattern.test(folded))
    .filter(([kind]) => kind !== 'person' || !tellsWhom.test(folded) || /\b(?:called|contact|names?)\b/.test(folded))
    .map(([kind]) => (kind === 'person' ? kindOfPerson(folded) : kind))
  if (kinds.length === 0) return /\b(?:cuant[oa]|how much)\b/.test(folded) ? ['number'] : []
  if (kinds.length > 1 && asksOfAmount.test(folded)) return kinds.filter((kind) => kind !== 'money')
  // "cuántos días" and "how many pounds" are not answered by any number
  return kinds.some((kind) => quantities.has(kind)) ? kinds.filter((kind) => kind !== 'number') : kinds
}

/** Whether the head of a column says that amounts stand under it. Folded. */
export function namesAmount(head: string): boolean {
  return /[€$£%]|\b(?:eur|euros?|usd|precios?|importes?|tarifas?|cuotas?|costes?|totale?s?|p\.?v\.?p|saldo|cargos?|abonos?|debe|haber|neto|bruto|base|iva|devengos?|deducciones|prima|gastos?|ingresos?|valor|prices?|costs?|amounts?|fees?|rates?|charges?|balance|net|gross|credit|debit|dto|descuentos?|discounts?|dietas?|plus(?:es)?|bonus|complementos?|nominas?|sueldos?|salarios?|renta|alquiler|fianza|subvencion(?:es)?|becas?|salary|salaries|wages?|rent|deposits?|withdrawals?|paid (?:in|out)|money (?:in|out)|spent|received|allowances?|grants?)\b/.test(
    head,
  )
}

/** How many of something there are is asked. Folded question. */
export function asksForCount(folded: string): boolean {
  return /\b(?:cuant[oa]s|how many) [a-z]/.test(folded)
}

/** "Bus", "address", "autobús": one thing, though it ends as several do. */
const endsAsSeveral =
  /\b(que|what|which) (?:[a-z]*(?:ss|bus|rus|tus|cus)|bonus|gas|lens|news|interes|mes|pais|crisis|ingles|frances|gratis|lunes|martes|miercoles|jueves|viernes)\b/g

/** Several things are asked for, or how something is done. Folded question. */
export function asksForList(question: string): boolean {
  const folded = question.replaceAll(endsAsSeveral, '$1 thing')
  return (
    /\b(?:cuales son|que [a-z]+s (?:hay|son|se|tiene|debo|necesit\w+|incluye|paga\w*|cubre|pid(?:en?|is)|exig(?:en?|is)|requieren?|solicitan?|ofrecen?|ofreceis|vend(?:en?|eis)|tienen|teneis|hacen falta|debemos|puedo (?!ser\b))|que (?:(?:hay|tengo|tienes?|tenemos|tienen) que|se deben?|deb(?:o|es?|emos|en)|ha[ny]? de|necesit(?:o|as?|amos|an)|hace falta) (?:llevar|traer|aportar|presentar|entregar|adjuntar|preparar|comprar)|que hay (?:de|para) (?!nuev)[a-z]+|what (?:do|should|must|does) (?:i|we|you|they|one|everyone|each [a-z]+) (?:need to |have to )?(?:bring|take|wear|provide|submit|send|carry)|what (?:is|has|needs) to be (?:brought|sent|provided|submitted)|pasos|lista(?:do)?|ingredientes|requisitos|documentos|documentacion|como se (?:hace|hacen|prepara|instala|usa|limpia)|que (?:no )?(?:cubre|incluye|lleva|hace falta|necesito)|steps|list of|requirements|what are|which [a-z]+s\b|what [a-z]+s (?:do|does|are|can|must|should) (?:i|we|you|they|there)\b|ingredients|rules|temario|orden del dia|efectos|exclusiones|coberturas|services|servicios)\b/.test(
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
