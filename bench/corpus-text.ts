// Spanish text out of a word model: nothing is copied from anywhere, and the same seed gives the same text everywhere.
import { seededRandom } from '../test/harness/random.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const masculine = words(`
  contrato plazo artículo acuerdo convenio trabajador empleado informe departamento proyecto presupuesto servicio producto
  cliente proveedor sistema proceso método resultado análisis documento archivo registro anexo pago salario descanso permiso
  despido preaviso horario turno riesgo accidente seguro equipo material almacén camino río puente edificio motor cable
  sensor programa usuario servidor mercado precio impuesto banco crédito interés capital socio consejo director comité
  tribunal juez delito recurso derecho deber principio reglamento código decreto ministerio municipio país territorio siglo
  año mes día momento lugar espacio límite centro hospital médico paciente tratamiento síntoma experimento laboratorio
`)
const feminine = words(`
  empresa cláusula norma ley obligación jornada vacación hora solicitud respuesta reunión decisión política estrategia
  factura cuenta deuda garantía entrega compra venta oferta demanda calidad medida prueba muestra tabla figura página
  sección introducción conclusión hipótesis teoría práctica energía temperatura presión velocidad máquina herramienta
  fábrica oficina región ciudad población vivienda escuela universidad formación evaluación gestión dirección organización
  comisión autoridad responsabilidad seguridad salud enfermedad vacuna célula especie planta agua tierra luz red señal
  memoria pantalla licencia versión copia fecha firma persona familia mujer historia cultura lengua palabra idea causa
`)
const adjectives = words(`
  general especial anual mensual laboral legal social principal final inicial posible probable grave leve importante
  suficiente presente siguiente diferente frecuente urgente eficaz estable flexible responsable nacional regional local
  municipal industrial comercial digital formal oral mental global actual parcial total normal rural cultural fundamental
`)
const verbs = words(`
  establece regula determina incluye exige permite prohíbe garantiza modifica reduce aumenta mejora describe presenta
  analiza compara confirma rechaza acepta solicita recibe entrega aprueba firma publica registra controla evalúa organiza
  coordina dirige produce consume transporta almacena protege limita afecta explica demuestra sugiere indica señala
`)
const adverbs = words(`
  siempre normalmente únicamente también además anualmente previamente posteriormente especialmente parcialmente
  finalmente directamente inmediatamente aproximadamente
`)
const prepositions = words('de en con para sobre según durante ante desde hasta mediante sin entre por')
const joints = [
  'y',
  'pero',
  'porque',
  'aunque',
  'cuando',
  'mientras que',
  'de modo que',
  'siempre que',
  'salvo que',
  'ya que',
]
const syllables = words(
  'ba re mi lo su ca de ni po tu fa ge li no ru va che di so mu la te ri bo ju sa me vi go za que',
)
const ordinals = words('primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo')

/** A source of sentences, headings and names. Words are drawn unevenly, as in real text: few often, many rarely. */
export interface TextSource {
  sentence(): string
  /** About `count` words in whole sentences. */
  paragraph(count: number): string
  heading(): string
  name(): string
  below(limit: number): number
}

export function textSource(seed: number): TextSource {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  // The square favours the beginning of a list.
  const pick = (list: readonly string[]) => list[Math.floor(random() ** 2 * list.length)] ?? ''
  const name = () => capitalise(Array.from({ length: 2 + below(3) }, () => pick(syllables)).join(''))

  const thing = (): string => {
    const isFeminine = random() < 0.5
    const noun = pick(isFeminine ? feminine : masculine)
    const article = random() < 0.25 ? (isFeminine ? 'una' : 'un') : isFeminine ? 'la' : 'el'
    const tail = random() < 0.35 ? ` ${pick(adjectives)}` : ''
    const owner = random() < 0.08 ? ` ${name()}` : ''
    return `${article} ${noun}${tail}${owner}`
  }
  const clause = (): string => {
    const subject = random() < 0.25 ? `${thing()} ${contract(`de ${thing()}`)}` : thing()
    const adverb = random() < 0.2 ? ` ${pick(adverbs)}` : ''
    const object = contract(`${pick(verbs)} ${thing()} ${pick(prepositions)} ${thing()}`)
    const number = random() < 0.15 ? ` en ${1 + below(90)} días` : ''
    return `${subject}${adverb} ${object}${number}`
  }
  const sentence = (): string => {
    const joined = random() < 0.6 ? `${clause()}, ${pick(joints)} ${clause()}` : clause()
    return `${capitalise(joined)}.`
  }
  const paragraph = (count: number): string => {
    const parts: string[] = []
    for (let length = 0; length < count;) {
      const next = sentence()
      parts.push(next)
      length += next.split(' ').length
    }
    return parts.join(' ')
  }
  const heading = (): string => capitalise(contract(`${pick(random() < 0.5 ? masculine : feminine)} de ${thing()}`))
  return { sentence, paragraph, heading, name, below }
}

export function ordinal(index: number): string {
  return ordinals[index % ordinals.length] ?? ''
}

function contract(text: string): string {
  return text.replace(/\bde el\b/g, 'del').replace(/\ba el\b/g, 'al')
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
