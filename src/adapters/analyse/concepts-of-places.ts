/** Travel, health, school, safety and the like, Spanish and English: a concept a line, as in `concepts.ts`. */
export const conceptsOfPlaces = `lunes monday mon
martes tuesday tue tues
miercoles wednesday wed
jueves thursday thu thurs
viernes friday fri
sabado sabados saturday saturdays sat
domingo domingos sunday sundays sun
enero january ene jan
febrero february feb
marzo march
abril april abr apr
junio june jun
julio july jul
agosto august ago aug
septiembre setiembre september sept sep
octubre october oct
noviembre november nov
diciembre december dic dec
navidad navidades christmas xmas
pascua easter
verano summer estival
invierno winter invernal
primavera spring
otono autumn
amanecer madrugada dawn
mediodia noon midday lunchtime
medianoche midnight
quincena fortnight quincenal
bimestre bimestral
trimestre trimestral quarter quarterly
semestre semestral
anual anualmente yearly annual annually
mensual mensualmente monthly
semanal semanalmente weekly
diario diariamente daily
ayer vispera eve
anteayer antevispera
aeropuerto airport terminal
estacion apeadero station
parada marquesina stop
anden via platform track
billete boleto pasaje ticket fare
abono bono pass season
asiento butaca seat
vagon coche carriage coach
equipaje mochila backpack luggage
crucero ferri ferry barco boat ship sailing sailings
puerto muelle harbour port dock
travesia cruce crossing
despegue salida departure departs leaves
aterrizaje llegada arrival arrives
escala transbordo connection change
carretera autopista autovia road motorway highway
gasolina gasoil diesel combustible carburante fuel petrol gas
gasolinera surtidor repostar refuel
matricula registration plate
conducir conductor conductora manejar chofer drive driver driving
carnet carne permiso licencia licence license
neumatico neumaticos rueda ruedas cubierta tyre tyres wheel wheels
freno frenos brake brakes
volante steering
maletero portaequipajes boot trunk
guantera glovebox
grua remolque towing tow
taller mecanico garage workshop mechanic
itv mot inspeccion
atasco trafico traffic
acera peaton pedestrian pavement sidewalk
cruzar atravesar cross
esquina corner
rotonda glorieta roundabout
mapa plano map
guia guide guiada guided
excursion ruta salida trip outing tour hike
senderismo caminata hiking walking
alojamiento hospedaje estancia accommodation lodging stay
habitacion cuarto dormitorio room bedroom
doble matrimonio double
cuna crib cot
desayuno breakfast desayunar
almuerzo comida lunch comer
cena dinner supper cenar
merienda snack tentempie
huesped huespedes cliente guest guests
recepcionista recepcion conserje conserjeria reception concierge desk
botones porter
albergue hostal hostel
tienda carpa tent marquee
parcela pitch plot
caravana autocaravana caravan motorhome camper
playa costa beach seaside
piscina alberca pool swimming
socorrista vigilante lifeguard
toalla toallas towel towels
paraguas umbrella
museo museum
cuadro pintura painting
exposicion muestra exhibition
entrada entradas admission entry ticket tickets
taquilla counter
guardarropa ropero cloakroom wardrobe
aforo capacidad capacity
concierto actuacion concert gig
funcion obra representacion show performance
pelicula cine film movie cinema
biblioteca library
prestamo prestar prestado loan lend lends lent lending lender borrow borrowed
multa sancion penalizacion recargo fine penalty
enfermo enferma enfermar malo indispuesto ill sick unwell
fiebre calentura temperatura fever
tos toser cough
resfriado catarro constipado cold
gripe flu influenza
dolor duele doler pain ache hurts
mareo mareado marear desmayo desmayar desmayado dizzy dizziness faint fainted
herida corte lesion wound cut injury
quemadura quemar burn burnt
sangre hemorragia sangrar blood bleeding
hueso fractura bone fracture
corazon cardiaco desfibrilador heart cardiac defibrillator
pulmon respirar respiracion breathe breathing
piel cutaneo dermatologo dermatologia skin dermatology
ojo ojos vista oftalmologo oftalmologia oculista eye eyes sight
oido oidos auditivo ear ears hearing
diente dientes muela dental dentista odontologo tooth teeth dentist
espalda lumbar back
pie pies calzado foot feet
mano manos hand hands
cabeza head
estomago barriga tripa digestivo stomach
embarazo embarazada parto gestante maternidad pregnancy pregnant birth maternity expecting
bebe lactante nacido baby newborn infant
toddler infant nino nina
anciano mayor jubilado senior elderly pensioner
fisioterapia fisioterapeuta fisio rehabilitacion physiotherapy physio rehabilitation rehab
psicologo psicologia terapia therapy counselling psychologist
enfermera enfermero enfermeria botiquin nurse infirmary
auxilios curas botiquin aid
ambulancia ambulance
hospital clinica ambulatorio sanatorio clinic surgery
urgencia urgencias emergencia emergency urgent
cita appointment
receta prescripcion prescription
pastilla comprimido tableta capsula pill tablet capsule
dosis toma cantidad dose dosage
olvidar olvido olvidado forget forgot missed
vacuna vacunar vacunacion inyeccion pinchazo vaccine vaccination jab injection
analisis analitica extraccion
radiografia resonancia ecografia prueba scan xray mri
ayunas ayuno desayunar fasting
alergia alergico alergica alergias intolerancia allergy allergic intolerance
celiaco gluten coeliac celiac
vegetariano vegano vegetarian vegan
diabetico diabetes insulina azucar diabetic sugar
discapacidad discapacitado minusvalido movilidad disability disabled wheelchair
rampa minusvalidos wheelchair ramp
gafas lentes lentillas glasses spectacles lenses
colegio escuela instituto school
alumno alumna estudiante pupil student
clase aula leccion lesson class classroom
maestro maestra profesor profesora tutor docente teacher tutor trainer instructor
asignatura materia subject
nota notas calificacion puntuacion evaluacion mark marks grade grades score
aprobar aprobado superar pass passed
suspender suspenso fail failed
examen prueba test exam
deberes tarea tareas homework
beca ayuda subvencion grant scholarship subsidy
recreo playground
comedor cantina cafeteria canteen
mochila cartera schoolbag
uniforme vestuario ropa uniform clothing
excursion visita trip
autorizacion autorizado permiso consentimiento permission consent authorised authorized
recoger recogida buscar collect collection pick pickup
juguete juguetes peluche muneco toy toys teddy
incendio fuego llamas arder quemar fire burning flammable inflamable
humo smoke
extintor extintores extinguisher
alarma sirena timbre alarm siren bell
simulacro ensayo drill rehearsal
evacuacion evacuar desalojar evacuation evacuate
salida exit
ascensor elevador montacargas lift elevator
escalera escaleras stairs staircase ladder
encuentro assembly
casco helmet
guantes glove gloves
mascarilla mask
chaleco vest
botas calzado boots shoes footwear
vertido derrame fuga escape spill leak leakage
toxico veneno intoxicacion ingestion poison poisonous toxic
accidente siniestro golpe choque percance accident crash collision
robo hurto robar robado robaron sustraer theft stolen steal robbed
perder perdida perdido extraviado lose lost loss
encontrar encontrado hallar find found
perdidos extraviados lost property
ladron intruso burglar
policia denuncia comisaria police
bomberos brigade
vigilante guardia seguridad guard security
camara camaras cctv camera cameras
llave llaves key keys fob
cerradura candado lock
puerta porton entrada door gate entrance
timbre interfono bell intercom
ventana ventanas cristal window windows glass
tejado techo cubierta azotea roof
pared muro tabique wall
suelo pavimento floor flooring
sotano basement cellar
atico buhardilla attic loft
pasillo corredor corridor hallway aisle
vestibulo portal hall lobby
bano aseo lavabo toilet bathroom restroom lavatory
cocina kitchen
salon comedor lounge
terraza balcon terrace balcony
jardin cesped garden lawn
garaje aparcamiento parking aparcar estacionar plaza garage park car
trastero almacen deposito storage storeroom warehouse
vecino vecina vecinos comunidad neighbour neighbours neighbor
casa hogar domicilio house home
mudanza mudar mudarse trasladar traslado move moving relocation
refrigeracion climatizacion conditioning
luz electricidad electrico corriente electricity power electric
enchufe toma socket plug outlet
bombilla lampara iluminacion lamp bulb light lighting
agua grifo tap water
tuberia caneria pipe
desague alcantarillado saneamiento drain sewer sewage
contador medidor meter
corte interrupcion apagon cut outage interruption
internet wifi conexion network connection broadband
basura residuos desechos rubbish trash waste garbage
reciclar reciclaje recycling
contenedor cubo papelera bin container
cachorro puppy
correa atado lead leash
veterinario vet
abeja abejas colmena bees hive
planta plantas plants
maceta macetas pot
abono fertilizante abonar fertilizer fertiliser feed feeding
regar riego water watering
podar poda prune pruning trim
arbol arboles tree trees
hoja hojas leaf leaves
plaga bichos insectos insects pest bugs
lluvia llover mojado rain rainy wet
tormenta temporal storm thunderstorm
viento wind windy winds
nieve nevada hielo snow ice frost
calor caluroso heat hot
frio helada cold frost
sol soleado sun sunny sunlight
sombra shade`
