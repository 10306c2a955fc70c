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
rrhh recursos humanos`

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

const hasSign = /[€$£№º°]|c\//iu
const numberSign = /№|(?<![\p{L}\p{M}\p{N}])n\s?\.?\s?[º°]/giu
const street = /(?<![\p{L}\p{M}\p{N}/])c\/\s?(?=\p{L})/giu

/** Signs as words, so that they are found by them: `nº` would fold to the stop word “no”. */
export function spellSigns(text: string): string {
  if (!hasSign.test(text)) return text
  return text
    .replace(numberSign, ' numero ')
    .replace(street, ' calle ')
    .replaceAll('€', ' euros ')
    .replaceAll('$', ' dolares ')
    .replaceAll('£', ' libras ')
}
