import { plainWords } from './plain-words.ts'
import type { HeadedRow } from './table-heads.ts'

/** A label is a word or a few. */
const longestLabel = 40
/** Rows that are looked at: a form is no longer. */
const mostRows = 40

/** What forms ask for, in Spanish and English, without accents and marks. */
const labels = new Set(
  [
    'nombre,nombre y apellidos,nombre completo,apellidos,apellido,primer apellido,segundo apellido,nif,dni,nie,cif,documento,pasaporte',
    'telefono,tel,movil,fax,correo,correo electronico,email,e mail,mail,web,domicilio,direccion,calle,numero,piso,localidad,poblacion',
    'municipio,ciudad,provincia,pais,codigo postal,cp,fecha,fecha de nacimiento,lugar de nacimiento,fecha de alta,fecha de baja,edad,sexo',
    'estado civil,nacionalidad,profesion,empresa,cliente,proveedor,trabajador,titular,solicitante,representante,contacto,razon social',
    'categoria,puesto,cargo,departamento,area,centro,seccion,antiguedad,expediente,referencia,asunto,lugar,hora,firma,observaciones',
    'cuenta,iban,banco,matricula,marca,modelo,no de pedido,no pedido,no de factura,no de cliente,no afiliacion,grupo de cotizacion',
    'name,full name,first name,last name,surname,address,street,city,town,county,state,postcode,post code,zip,zip code,country,phone',
    'telephone,mobile,date,date of birth,place of birth,age,gender,sex,nationality,marital status,occupation,company,customer,client',
    'supplier,contact,position,job title,department,employer,employee,employee no,reference,our reference,your reference,order no,invoice no',
    'customer no,account,account no,bank,subject,place,time,signature,signed,remarks,notes,passport,passport no,id,id no,registration no',
  ].flatMap((line) => line.split(',')),
)

/**
 * A form set as a table, `Nombre | Ana | Apellidos | Ruiz`: labels and what was filled in beside each other, so that no row names
 * the columns. Told by what its later rows say in the places of labels; or, where two pairs and more stand beside each other, by
 * words without digits there and values of different kinds below each other in the places of values.
 */
export function isForm(rows: readonly HeadedRow[]): boolean {
  const lines = rows.slice(0, mostRows).map(({ line }) => line)
  const width = lines[0]?.length ?? 0
  if (lines.length < 2 || width < 2 || width % 2 === 1 || lines.some((line) => line.length !== width)) return false
  const asks = inColumns(lines.slice(1), 0)
  const known = asks.filter(isKnown).length
  if (asks.length > 0 && known * 3 >= asks.length * 2) return !namesAll(lines[0] ?? [])
  return width > 2 && asks.length > 1 && areDifferentLabels(inColumns(lines, 0)) && holdValues(lines, width)
}

function isKnown(text: string): boolean {
  return text.length <= longestLabel && labels.has(plainWords(text))
}

/** All names of the first row are such words: "Nombre | Apellidos | NIF | Teléfono" names columns whatever stands below it. */
function namesAll(line: readonly string[]): boolean {
  return line.every(isKnown)
}

/** What stands in every second column. */
function inColumns(lines: readonly (readonly string[])[], from: 0 | 1): string[] {
  return lines.flatMap((line) => line.filter((text, column) => column % 2 === from && text !== ''))
}

function areDifferentLabels(texts: readonly string[]): boolean {
  const isLabel = (text: string): boolean => text.length <= longestLabel && !/[\d@]/u.test(text) && /\p{L}/u.test(text)
  return texts.every(isLabel) && new Set(texts.map(plainWords)).size === texts.length
}

/** No column of values holds the same kind of value twice and more and nothing else, as the columns of a table do. */
function holdValues(lines: readonly (readonly string[])[], width: number): boolean {
  for (let column = 1; column < width; column += 2) {
    const kinds = lines.flatMap((line) => (line[column] === '' ? [] : [valueKind(line[column] ?? '')]))
    // A name of the column over its values would be one kind over another.
    if (new Set(kinds.slice(1)).size < 2) return false
  }
  return true
}

/** A number with its unit, a date, an address of mail, a code, or words. */
export function valueKind(text: string): string {
  if (text.includes('@')) return 'mail'
  if (/^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}$/u.test(text)) return 'date'
  const unit = /^[^\p{L}\d]{0,4}\d[\d.,\s]{0,30}(\D{0,20})$/u.exec(text)?.[1]
  if (unit !== undefined) return `number ${unit.trim().toLowerCase()}`
  return /\d/u.test(text) ? 'code' : 'words'
}
