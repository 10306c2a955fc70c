/** How people say in a few words what documents say in others, Spanish and English: a concept a line, as in `concepts.ts`. */
export const conceptsOfTalk = `currar curro trabajar trabajo laboral working
apuntarse apuntarme inscribirse inscripcion plazo join sign enrol
darme borrarme baja cancelar rescindir quit leave
rescindir rescision resolver resolucion desistir desistimiento terminate termination ending
arrepentirse arrepiento desistir desistimiento devolver mind withdraw cancel
retrasar retraso retrasado demora tarde delay delayed late
domiciliar domiciliacion domiciliado adeudo debit
ingresan ingresar ingreso transferencia deposito transfer deposit
quitan quitar descontar descuentan retener retencion deduct deduction withheld
hacienda irpf fiscal tributaria tax
cotizacion cotizar contingencias seguridad
abonan reembolsan reembolso devuelven devolver refund reimburse repay
sube subir subida aumento aumentar incremento increase rise raise
bajar rebaja reducir reduccion disminuir decrease lower reduce
barato barata economico economica cheap cheapest
caro cara expensive dearest
gratis gratuito incluido incluye free included
metalico efectivo contado cash
fraccionar financiar financiacion aplazado instalments installments
mora demora impago impagado atrasado overdue arrears unpaid
valido validez vigencia vigor valid validity expire expires expiry caduca vence vencimiento
emision emitido expedido expedicion issued issue
actualizado actualizacion revisado revision updated revised
firmo firmaron firmado otorgado suscrito signed
remite remitente firmado manda sender signed
destinatario receptor recibe recipient addressee
contactar contacta dirigirse escribir llamar contact
interlocutor contacto responsable contact
sede domicilio direccion ubicacion situado ubicado located location premises
localidad ciudad municipio poblacion town city
cerca cercano proximo junto near nearby close
lejos distancia far distance
volver regresar regreso vuelta return
reunir reunirse reunion meet meeting
despedir despido finiquito echar dismissal fired sacked redundancy
descansar descanso pausa rest break
librar libre libranza festivo
laborables laborable habiles habil working business
madrugada noche nocturno night overnight
mediodia noon midday
diario diaria diariamente daily
quincena quincenal fortnight fortnightly
trimestre trimestral quarter quarterly
anualidad anual anualmente yearly annual
robar roban robado robaron hurto robo sustraccion stolen theft stole
perder perdido pierdo perdida extravio lost lose loss missing
romper rompe roto rota averia averiado estropeado danado broken break damage damaged
percance accidente siniestro accident
choque colision golpe crash collision
pinchazo pincha pinchado neumatico rueda puncture tyre tire
averiado tirado remolque grua asistencia breakdown tow stranded
parabrisas luna lunas cristales windscreen windshield
freno frenos brake brakes
gasoil gasoleo diesel
caballos cv hp horsepower
enchufar enchufe voltaje tension alimentacion plug socket voltage mains
voltios voltaje tension volts voltage
amperios intensidad amps current
vatios potencia watts wattage
trifasico monofasico fase phase
caudal flujo flow
presion bares pressure
deposito tanque calderin cisterna tank reservoir
recipiente envase container
aparato dispositivo maquina equipo device appliance machine unit
consume consumo gasta gasto consumption uses
cal antical descalcificar limescale descale descaling
oxido corrosion rust
lubricar engrasar lubricate grease
montar montaje ensamblar assemble assembly
desmontar retirar quitar remove
colocar situar poner place
sujetar fijar atornillar fasten fix attach
conservan guardan guardais almacenan borran retain retained keep stored kept overwritten
videovigilancia camara camaras grabacion grabaciones cctv camera footage
datos informacion data information info
ceder cesion comparten comunican comunicacion share shared sharing disclose
confidencial confidencialidad privacidad confidential privacy
historial expediente ficha record records file history
consultar acceder acceso access see
corregir rectificar rectificacion correct rectify
quejarse quejarme reclamar reclamacion complain complaint
abogado letrado lawyer solicitor
juzgado tribunal tribunales jurisdiccion fuero court courts jurisdiction
ley legislacion normativa norma law legislation regulation
prohibido permite permitido autoriza autorizado prohibicion allowed permitted forbidden banned
obligatorio obligacion obligado imprescindible compulsory mandatory required
opcional voluntario optional voluntary
excepto salvo except
minusvalido discapacidad discapacitado movilidad disabled disability wheelchair
jubilado jubilados pensionista pensionistas retired pensioner pensioners
ancianos ancianas mayores seniors elderly
chaval chavales crio crios ninos menores kids children
bebe bebes lactante lactantes baby babies infant
adolescente adolescentes joven jovenes juvenil teenager teen young youth
hijo hijos hija hijas nino ninos menor menores son daughter child children
padre madre padres progenitor father mother parent parents
marido esposo esposa conyuge pareja husband wife spouse partner
casarse casarme caso boda matrimonio marry wedding marriage
parir parto nacimiento nacer nacio birth born
morir muere murio fallecer fallecimiento dies died death
colega colegas companero companeros companera colleague colleagues coworker
amigo amigos amiga acompanante acompanantes friend friends companion
becario becaria practicas aprendiz trainee apprentice intern
autonomo autonomos freelance
mandar manda dirige dirigir preside jefe lidera runs lead leads head
hueco huecos plazas disponibilidad availability
cola espera waiting queue
turno turnos shift shifts
uniforme uniformes ropa uniform
mochila bolso bolsa equipaje bag backpack rucksack
movil moviles smartphone telefono mobile cellphone phone
archivo archivos documento documentos fichero file files document documents
fotocopia fotocopias copia copias impresion photocopy copies
bocadillo tentempie merienda almuerzo snack
cenar cena dinner supper
picante pica spicy
vegano vegana vegetariano vegetariana vegan vegetarian
marchar marcharse irse salir salida leave depart departure
adonde destino excursion visita destination
admiten viajan subir embarcar board
bajar apearse alight
trayecto recorrido linea itinerario route line
frecuencia cada intervalo frequency every
limite hasta antes tope deadline latest before
camion furgoneta truck lorry van
repartidor transportista mensajero courier carrier
aplicar echar echarse aplique apply
tragar ingerir tomar swallow take
resfriado constipado catarro gripe cold flu
tos toser cough
mareo mareos mareado vertigo dizziness dizzy
somnolencia sueno drowsy drowsiness sleepy
vomito vomitos vomitar nauseas vomiting nausea
picor pica prurito itch itching
sarpullido erupcion ronchas rash
muela muelas diente dientes dental tooth teeth toothache
ojo ojos ocular eye eyes
nariz nasal nose nostril
piel cutaneo skin
corazon cardiaco cardiaca heart cardiac
estomago digestivo gastrico stomach digestive
cefalea cabeza headache
embarazada embarazo gestante pregnant pregnancy
lactancia pecho amamantar breastfeed breastfeeding
sobredosis exceso demasiado overdose
olvidar olvido olvidado olvidada forget forgot forgotten missed
caducidad caducado consumir expiry expired
enfriar refrigerar nevera chill fridge refrigerate
crudo cocido raw cooked
trozos rodajas lonchas slices pieces
peligroso peligro riesgo dangerous danger risk hazard
anotar apuntar registrar note record
resumen conclusion summary conclusions
acordaron decidieron decidio acuerdo aprobaron decided agreed agreement
pendiente pendientes tarea tareas accion pending outstanding action actions
encargo encarga ocupa responsable asume charge responsible
hace fabrica fabricante fabricado laboratorio makes maker made manufacturer produced
puesto puestos usuario usuarios licencia licencias seat seats user users
prorroga prorrogar renovar renovacion renueva extend extension renew renewal renewed
traspasar traspaso ceder cesion assign
realquilar subalquilar subarrendar subarriendo sublet subletting lodger lodgers
fiesta molestar molestia ruido silencio party noise quiet
contenedor contenedores cubo basuras bin bins rubbish
premio premios sorteo concurso prize prizes raffle
ganador ganar gana winner win
perito peritaje tasacion valoracion surveyor appraisal valuation
avisar aviso comunicar notificar preaviso antelacion notify notice inform
consentimiento permiso autorizacion consent permission authorisation
atascado bloqueado colgado stuck frozen blocked
arrancar encender iniciar boot
reiniciar restablecer resetear restart reset reboot
badge pass pase acreditacion
crate crates box boxes caja cajas
kilovatios kilovatio kw kwh
dedica dedicarse dedicais actividad objeto
disolucion liquidacion liquidar cierre
textbook book books libro libros manual
prerequisite prerequisites requisito requisitos requirement requirements
worth weight weighting
flip turn rotate girar voltear
rid dispose disposal discard eliminacion desechar
sag sagging dip dips hundido
examen examenes evaluacion evaluaciones exam assessment
helper helpers volunteer volunteers voluntario
finances treasurer treasury accounts tesorero tesoreria
ajuste ajustar aumentar subir actualizar
boss manager jefe supervisor supervisora
expectant expecting pregnant embarazada
tip tips gratuity propina
resign quit dimitir renunciar
gp doctor medico
mould moho humedad damp
bonfire fire burn hoguera
payload load carga
forgot forgotten olvidado olvidar lost perdido`
