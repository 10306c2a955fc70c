import { conceptsOfAmerica } from './concepts-of-america.ts'
import { conceptsOfFields } from './concepts-of-fields.ts'
import { conceptsOfForms } from './concepts-of-forms.ts'
import { conceptsOfHome } from './concepts-of-home.ts'
import { conceptsOfPlaces } from './concepts-of-places.ts'
import { conceptsOfProse } from './concepts-of-prose.ts'
import { conceptsOfShops } from './concepts-of-shops.ts'
import { conceptsOfTalk } from './concepts-of-talk.ts'
import { conceptsOfThings } from './concepts-of-things.ts'
import { conceptsOfTrades } from './concepts-of-trades.ts'
import { conceptsOfWork } from './concepts-of-work.ts'

/**
 * Words of offices and households that mean the same, Spanish and English, folded, a concept a line. Only what a person would take
 * for the same in most documents; forms of one word are found by their stem.
 */
const concepts = `precio precios coste costo importe tarifa tarifas cuesta cuestan vale valen cost costs price prices fee fees rate rates charge
neto liquido net
bruto integro gross
salario sueldo nomina paga retribucion salary wage wages pay payroll
trabajador trabajadora empleado empleada plantilla personal employee employees worker staff
jefe jefa responsable encargado encargada director directora gerente manager head
pago pagar paga pagan abono abonar pay paid payment payments
cobro cobrar cobra percibir ingreso abono
factura recibo invoice bill receipt tique ticket
descuento rebaja reduccion bonificacion discount
impuesto impuestos iva tax vat
total suma sum
saldo balance
deuda debe deben adeuda owe owes debt
alquiler renta arrendamiento arriendo rent rental lease
inquilino inquilina arrendatario arrendataria tenant lessee
propietario propietaria arrendador arrendadora casero dueno owner landlord
piso vivienda inmueble casa apartamento flat apartment dwelling house home
fianza deposito deposit
contrato acuerdo convenio contract agreement
clausula estipulacion clause
firma firmar firmado suscribe sign signed signature
plazo limite vencimiento deadline term
vence vencimiento caduca caducidad expira expire expires expiry
inicio comienzo comienza empieza empiezan empezar start starts begin begins beginning
fin final termina acaba finaliza end ends finish
duracion dura tiempo duration length lasts
horario horas schedule timetable hours
abre abren apertura abierto open opens opening
cierra cierran cierre cerrado close closes closed closing
entrega reparto envio envios llega llegada pedido delivery deliver shipping shipment arrives arrive
enviar envia mandar mando remitir remite send sent ship
transportista transporte carrier transport
mercancia genero goods
paquete caja bulto bultos package parcel box boxes
maleta maletas equipaje suitcase luggage baggage bag bags
saco sacos bolsa bolsas bag bags sack
palet pale pallet pallets
devolver devolucion devoluciones retorno return returns
reembolso reintegro refund refunded reimbursement reimbursed
cambiar cambio modificar modificacion change modify
anular cancelar cancelacion baja cancel cancellation unsubscribe
pausar congelar suspender pause freeze suspend
garantia warranty guarantee
averia fallo error problema incidencia defecto fault failure problem issue
incidencia observacion observaciones remark remarks
roto rotura abollado danado dano danos broken damage damaged
reparar reparacion arreglar arreglo repair repaired fix
obra obras works
limpieza limpiar lavar clean cleaning wash
peso pesa weight weigh weighs
tamano medidas medida dimensiones mide size dimensions measures
altura alto height
anchura ancho width
capacidad cabe caben capacity volume holds
velocidad rapido speed fast
potencia power
ruido ruidoso sonoro decibelios noise noisy loud
bateria autonomia battery
distancia kilometraje kilometros mileage kilometres distance
coche vehiculo automovil car vehicle
conducir conduzca conduce drive driving
carne permiso licencia license licence licences permit
telefono movil phone telephone mobile
correo email mail
direccion domicilio address
nombre name
edad anos age old
nacido nacimiento born birth
estudios estudiado formacion titulacion grado carrera education studies studied degree training
trabajo trabaja empleo puesto job work works position employment
experiencia trayectoria experience
idioma idiomas lengua language languages
vacaciones fiesta festivo holiday holidays vacation leave
permiso licencia ausencia leave absence
ausente ausencia excusa disculpa faltan absent apologies
asistentes asistieron presentes attended attendees present
reunion junta asamblea sesion meeting session
acta minutes
acuerdo decision decidio aprobado decided agreed decision
enfermedad enfermo baja medica sick sickness illness
medico doctor physician
medicamento medicina farmaco comprimido medicine drug tablet
dosis dose dosage
contraindicacion contraindicaciones prohibido prohibe permite prohibited forbidden allowed
nino ninos nina infantil menor menores child children kid kids
adulto adultos mayor mayores adult adults
alcohol vino cerveza wine beer
comida almuerzo cena menu comedor lunch dinner meal meals food
agua water
luz electricidad electrico electricity power
casa hogar home
teletrabajo teletrabajar remoto remote home
oficina despacho office
hotel alojamiento noche hotels accommodation nightly
viaje viajes desplazamiento travel trip trips
tren avion vuelo train plane flight fly
entrada entradas acceso ticket tickets admission entry access
visita visitas visit visits tour
guia audioguia guide guided
foto fotos fotografia fotografias photo photos picture
autobus bus
seguro poliza insurance policy
cobertura cubre cubren covered cover coverage
siniestro parte claim accident
incendio fuego fire
prima cuota premium
cuota cuotas mensualidad recibo fee dues
socio socia socios asociado miembro member members
voto votar votacion vote votes
solicitud solicitar pedir pide presentar instancia application apply request
requisito requisitos condicion condiciones requirement requirements condition conditions
documento documentos documentacion papel papeles document documents paperwork
ayuda subvencion beca grant aid subsidy
contratar contratacion contratado hire hired hiring recruit
despido despedir dismissal
extra extras extraordinarias overtime
horas hora hours hour
dia dias day days jornada
semana semanas semanal week weeks weekly
mes meses mensual month months monthly
ano anos anual year years annual yearly
cliente clientes comprador customer customers client buyer
proveedor suministrador emisor vendedor supplier vendor seller
compra comprar purchase buy
venta vender vende sale sell sells
producto articulo product item
responder responden respuesta contestar contesta reply answer response respond
alto alta altas high
bajo baja bajas low
urgente urgencia urgencias critico critical urgent emergency
incidente incidencia incidencias incident incidents
compensacion indemnizacion compensation credit
multa multas sancion fine penalty
cargo recargo suplemento surcharge supplement extra
habitacion habitaciones cuarto room rooms
persona personas gente people person
invitado invitados huesped guest guests visitor visitors
tarjeta card
tesorero tesorera treasurer
presidente presidenta president chair chairman
secretario secretaria secretary
escribe escribio autor autora remitente from wrote author sender
envia entregar entrega presentar submit hand
regreso vuelta vuelven volver return back
salida salidas excursion outing departure leave
llevar traer traed lleva bring carry
noche nocturno night
manana morning
tarde afternoon evening
mueble muebles sofa furniture
conserva aguanta conservar dura keeps
nevera frigorifico frio fridge
cantidad unidades quantity units
color colores colour color colours
referencia codigo reference code part
modelo model
instalar instalacion install installation
usar uso utilizar utiliza use usage
contrasena clave password
usuario usuarios user users
ajuste opcion opciones configuracion setting settings option options
defecto predeterminado default
intentos reintentos retries attempts
guardar conservar conservacion almacenar store storage keep
temperatura grados temperature degrees
cocinar preparar elaboracion cocer hornear cook prepare bake
ingrediente ingredientes ingredients
paso pasos instrucciones elaboracion steps instructions
tomar tome ingerir take taking
profesor profesora monitor docente maestro teacher instructor
alumno alumna estudiante student pupil
curso clase clases course class classes
examen prueba exam test
navidad christmas
pascua semana santa easter
lunes monday
martes tuesday
miercoles wednesday
jueves thursday
viernes friday
sabado saturday
domingo sunday
enero january
febrero february
marzo march
abril april
mayo may
junio june
julio july
agosto august
septiembre september
octubre october
noviembre november
diciembre december
presupuesto budget estimate quote
gasto gastos expense expenses spend spent
beneficio ganancia profit
intereses interes interest
prestamo credito hipoteca loan mortgage
banco entidad bank
dinero efectivo fondos money cash funds
cuenta iban account
nuevo nueva new
gratis gratuito gratuita free
maximo tope limite maximum limit most
minimo minimum least`

/** All of them, a concept each. */
export const conceptLines: readonly string[] = [
  concepts,
  conceptsOfWork,
  conceptsOfShops,
  conceptsOfHome,
  conceptsOfTalk,
  conceptsOfPlaces,
  conceptsOfThings,
  conceptsOfTrades,
  conceptsOfFields,
  conceptsOfProse,
  conceptsOfForms,
  conceptsOfAmerica,
].flatMap((list) => list.split('\n'))
