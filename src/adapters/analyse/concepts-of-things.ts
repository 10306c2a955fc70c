/** Things, money and what is done with them, Spanish and English: a concept a line, as in `concepts.ts`. */
export const conceptsOfThings = `ordenador portatil equipo computadora pc computer laptop machine
pantalla monitor screen display
teclado keyboard
raton mouse
impresora imprimir impresion printer print printing
escaner escanear scan scanner scanning
movil telefono celular smartphone mobile phone cell
tableta tablet
auricular auriculares cascos headset headphones
cable cargador cargar charger charging charge cable
bateria pila pilas autonomia battery batteries
pendrive usb memoria stick
disco almacenamiento espacio disk storage space
archivo fichero documento adjunto file attachment
carpeta directorio folder
correo email mail mensaje buzon inbox mailbox
contrasena clave password pin passphrase login
usuario login user
acceder acceso entrar iniciar login access
programa aplicacion app software application
instalar instalacion install installation
actualizar actualizacion update upgrade
copia respaldo backup backups copies
borrar eliminar suprimir delete erase remove
recuperar restaurar recovery restore recover
pirata hacker ataque phishing estafa fraude fraud scam
sospechoso raro extrano suspicious strange weird
virus malware
cifrado cifrar encriptado encryption encrypted
informatica sistemas soporte tecnologia it helpdesk support
inteligencia artificial ia ai chatgpt assistant
enlace link url
web pagina sitio website site page
tienda comercio establecimiento shop store
mercado supermercado market supermarket
comprar compra adquirir adquisicion buy purchase bought
vender venta sell sale sold
proveedor suministrador vendedor supplier vendor provider
cliente comprador consumidor customer client
oferta presupuesto cotizacion propuesta quote quotation estimate offer
pedido encargo orden order ordered
albaran entrega note
existencias stock disponible disponibilidad available availability hand
agotado agotada rotura sold
articulo producto item product article
referencia codigo sku code reference
unidad pieza ud unit piece each
docena dozen
caja carton box boxes case corrugated
envase bote recipiente container jar
lata latas bote botes conserva can cans tin tins
botella bottle bottles
envoltorio embalaje empaquetado packaging wrapping
etiqueta label tag
peso kilo kilos kg pesar weight weigh heavy
medida medidas tamano dimension dimensiones talla size measurements dimensions
largo longitud length long
ancho anchura width wide
alto altura height tall high
fondo profundidad hondo depth deep
grosor espesor thickness thick
volumen litro litros capacidad volume litre litres
potencia vatios watts wattage power
ruido sonido sonoro decibelios noise loud sound decibels
velocidad rapido rapidez speed fast quick
color colores tono colour color
negro black
blanco white
rojo red
azul blue
verde green
amarillo yellow
gris grey gray
material fabricado hecho made material
madera wood wooden
hierro acero metal steel iron metal
inoxidable stainless
plastico plastic
vidrio cristal glass
papel folio folios paper
carton cardboard corrugated
tela tejido fabric
algodon cotton
lana wool woollen jumper sweater
cuero piel leather
pintura pintar pintado pintada paint painting painted graffiti
barniz varnish
cola pegamento adhesivo glue
tornillo tornillos screw screws
tuerca perno bolt nut
clavo clavos nail nails
martillo hammer
taladro drill
sierra serrar saw
lijadora lijar lija sander sanding sandpaper
destornillador screwdriver
azulejo baldosa tile tiles
ladrillo brick
cemento hormigon concrete cement
junta sello gasket seal seals
recambio recambios repuesto repuestos spare parts replacement
bomba bombear pump
manguera hose
filtro filter
motor engine motor
aceite oil
interruptor boton pulsador switch button
encender arrancar marcha start switch
apagar desconectar off shut
montar montaje armar ensamblar assembly assemble
desmontar desinstalar dismantle disassemble
alquilar alquiler hire rental rent
grupo colectivo group groups party
equipo team
cubierto cubre cubrir cobertura incluye covered cover coverage includes
excluido exclusion excluye excepto salvo excluded exclusion except
poliza seguro aseguradora insurance policy insurer
asegurado asegurada insured covered
prima cuota premium
franquicia excess deductible
perito tasador peritaje adjuster assessor surveyor
indemnizacion compensacion compensation indemnity
beneficiario beneficiaria beneficiary
solicitud solicitar pedir peticion request apply application
formulario impreso modelo form
requisito requisitos condicion condiciones requirement requirements condition conditions
banco entidad bank
cuenta iban account
tarjeta card cards
cajero atm cash
cheque talon check
efectivo metalico billetes monedas cash
transferencia giro envio transfer
inmediata instantanea instantaneo instant immediate
descubierto rojos negativo overdraft
credito prestamo credit loan
hipoteca mortgage
interes intereses tin tae interest
recargo suplemento surcharge
tope limite maximo limit maximum most cap
minimo menos minimum least
extracto movimientos statement
cargo cargar adeudar charge charged debit
vencer vencimiento pagar due payable
plazos fraccionado cuotas instalments installments
aplazar aplazado posponer postpone postponed defer deferred
adelantar anticipo adelanto senal advance deposit upfront
ahorro ahorrar saving savings save
gastar gastado spend spent
presupuesto fondos budget funds
ganancia beneficio profit gain
perdida perdidas loss losses
inversion invertir investment invest
accion acciones share shares
subir incrementar increase rise
impuesto impuestos tasas tax taxes
declaracion renta irpf
multas multa fine fines
abogado letrado juridico legal lawyer solicitor attorney
juez tribunal juzgado court judge
demanda reclamacion queja reclamar complaint complain claim
recurso recurrir apelar appeal
denuncia denunciar report
acoso discriminacion harassment discrimination
sancion apercibimiento expediente amonestacion warning sanction disciplinary
cumplir incumplir incumplimiento comply breach violation
prohibido prohibicion prohibe vetado forbidden prohibited banned
permitido permite permitir autorizado allowed permitted
obligatorio obligacion forzoso preciso compulsory mandatory required must
voluntario voluntaria opcional voluntary optional
contrato contratacion contratar contract hire hiring
indefinido fijo permanent
temporal eventual temporary temp
prueba ensayo probation trial
becario practicas intern trainee
curriculum cv resume
entrevista interview
puesto vacante empleo cargo plaza job position vacancy post
jornada horario turno shift shifts hours
guardia guardias oncall duty
rota turnos cuadrante rota roster schedule
vacaciones asueto holiday holidays vacation leave
permiso licencia ausencia leave absence
festivo fiesta puente holiday
enfermedad incapacidad baja sick sickness
teletrabajo remoto distancia casa remote home
horas extra extraordinarias overtime
nomina paga salario payslip
dieta dietas comida manutencion allowance subsistence meals
kilometraje kilometro kilometros mileage mile miles
ascenso promocion promotion
curso formacion capacitacion training course
jubilacion jubilarse pension retirement retire pension
preaviso aviso antelacion notice
dimitir dimision renunciar renuncia resign resignation
comite sindicato representante works council union representative
reunion junta asamblea consejo meeting board committee
acta minutes
asistente asistentes presente presentes acudir asistir attendee attended present attendance
ausente ausentes excusa faltar falta absent apologies missing
acordar acuerdo decidir decision aprobado agreed decided decision approved
rechazar rechazado denegar denegado refuse rejected declined denied
votar voto votos votacion vote votes
elegir elegido eleccion elect elected election
pendiente pendientes abierto outstanding pending open
tarea tareas accion task tasks action actions
proximo siguiente next following
anterior pasado last previous
retraso retrasado demora late delayed behind
motivo causa razon porque reason cause why because
escribir redactar redactado write wrote written
firmar firmado signed
informar avisar comunicar notificar inform notify
preguntar consultar duda dudas ask question questions query
contestar responder respuesta answer reply respond
hablar dirigirse contactar contacto talk speak contact
ayudar ayuda asistencia soporte help support assistance
visitar visita visitante visitas invitado visit visitor visitors guest
acompanante acompanar pareja companion partner accompany
amigo amiga friend friends
pareja conyuge marido mujer esposa esposo spouse partner husband wife
hijo hija hijos nino nina ninos menor menores child children kid kids son daughter
padre padres progenitor parent parents father
hermano hermana hermanos sibling siblings
abuelo abuela grandparents grandmother grandfather
boda casamiento matrimonio casarse wedding marriage marry married
fallecimiento muerte defuncion fallecer death died bereavement
cumpleanos aniversario birthday
fiesta celebracion celebrar party celebration
musica cancion music
baile bailar dance
foto fotos fotografia imagen photo photos picture pictures
fumar tabaco smoke smoking
alcohol copa
bebida beber drink drinks beverage
alimento alimentos comida food
racion porcion serving portion
ingrediente ingredientes ingredient ingredients
harina flour
huevo huevos egg eggs
leche milk
azucar sugar
sal salt
pan bread loaf
arroz rice
patata patatas potato potatoes
tomate tomato
cebolla onion
ajo garlic
hornear horno bake oven
hervir cocer boil
freir fry frying
cortar picar chop cut slice
mezclar batir mix stir whisk
nevera frigorifico refrigerar fridge refrigerate
caducidad caducar conservar conservacion guardar keep store expiry
sobras restos leftovers
servir serve serves served
propina tip
carta menu menu
camarero waiter
lavar lavado lavadora wash washing
planchar plancha iron ironing
secar secado dry drying
mancha manchas stain stains
ropa prenda clothes garment
talla size
boton button
cortina cortinas curtain curtains
alfombra moqueta carpet rug
sabana sabanas sheet sheets bedding
colchon mattress
silla sillas chair chairs
mesa escritorio desk table
armario taquilla locker cupboard wardrobe
estanteria balda shelf shelves
sofa couch
regalo obsequio gift present
sorteo premio prize draw
entrenar entrenamiento gimnasio gym workout training
partido match game
equipacion kit
socio socia socios miembro afiliado member members membership
cuota cuotas fee subscription dues
renovar renovacion prorroga prorrogar renew renewal extend extension
ampliar ampliacion extender extend extension
terminar finalizar rescindir end terminate finish
cancelado cancelada anulado suspendido cancelled canceled suspended
sustituir sustitucion reemplazar reemplazo replace replacement substitute
suplente sustituto deputy substitute
voluntario voluntarios volunteer volunteers`
