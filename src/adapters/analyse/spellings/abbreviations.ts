import { spellNumberSign } from '../../../domain/text/number-sign.ts'

/** Folded abbreviation, then the words it stands for. Only those that mean one thing. */
const abbreviations = `art articulo
arts articulos
num numero
nums numeros
tel telefono
tlf telefono
tfno telefono
tlfno telefono
telef telefono
mov movil
avda avenida
avd avenida
dpto departamento
depto departamento
dept department
pag pagina
pags paginas
cap capitulo
ej ejemplo
admon administracion
cta cuenta
fra factura
fras facturas
ref referencia
refs referencias
dto descuento
pvp precio
hrs horas
mins minutos
kms km
kgs kg
kilometro km
kilometros km
kilogramo kg
kilogramos kg
kilo kg
kilos kg
eur euros
usd dolares
gbp libras
apdo apartado
fdo firmado
impte importe
aprox aproximadamente
qty quantity
pct porcentaje
ss seguridad social
rrhh recursos humanos
tfn telefono
mob mobile
ext extension
vto vencimiento
vcto vencimiento
uds unidades
prov provincia
urb urbanizacion
pol poligono
izda izquierda
izq izquierda
dcha derecha
ptas pesetas
max maximo maximum
dob date of birth
appt appointment
acct account
amt amount
addr address
mgr manager
yr year
yrs years
wk week
wks weeks
approx approximately`

const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  abbreviations.split('\n').map((line) => {
    const [short = '', ...words] = line.split(' ')
    return [short, words]
  }),
)

/** What a folded word stands for besides itself; nothing for most. */
export function meaningsOf(word: string): readonly string[] {
  return meanings.get(word) ?? []
}

const hasSign = /[€$£№º°]|[csnpdm]\/|^\p{L}:|(?<!\p{L})c\.?\s?p(?!\p{L})/imu
/** Before a number; in an address `s/n` is a house without one. */
const serial = /(?<![\p{L}\p{M}\p{N}])(?:s\/n|n\/s)(?=\s?[.:nº°]{0,3}\s?[\p{L}-]{0,8}\d)/giu
const part = /(?<![\p{L}\p{M}\p{N}])p\/n(?=\s?[.:nº°]{0,3}\s?[\p{L}-]{0,8}\d)/giu
/** What a mail is signed with: `M: 07700 900312`, `E: karen@…`. */
const signed: readonly (readonly [RegExp, string])[] = [
  [/^t:(?=\s?[+(]?\d)/gimu, ' telefono telephone: '],
  [/^[mc]:(?=\s?[+(]?\d)/gimu, ' movil mobile: '],
  [/^f:(?=\s?[+(]?\d)/gimu, ' fax: '],
  [/^e:(?=\s?\S{1,80}@)/gimu, ' correo email: '],
  [/^w:(?=\s?(?:www|http))/gimu, ' web: '],
]
/** Before its five digits; elsewhere it is a school, a community of owners, … */
const postcode = /(?<![\p{L}\p{M}\p{N}])c\.?\s?p(?:\.|(?![\p{L}\p{M}\p{N}]))(?=\s?:?\s{0,2}\d{5}(?!\d))/giu
const street = /(?<![\p{L}\p{M}\p{N}/])c\/\s?(?=\p{L})/giu

/** Signs as words, so that they are found by them: `nº` would fold to the stop word “no”. */
export function spellSigns(text: string): string {
  if (!hasSign.test(text)) return text
  return signed
    .reduce((said, [sign, word]) => said.replace(sign, word), spellNumberSign(text))
    .replace(serial, ' numero de serie serial number ')
    .replace(part, ' numero de pieza part number ')
    .replace(postcode, ' codigo postal ')
    .replace(street, ' calle ')
    .replaceAll('€', ' euros ')
    .replaceAll('$', ' dolares ')
    .replaceAll('£', ' libras ')
}
