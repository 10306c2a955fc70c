/** Words of homes, things, health, food and journeys that mean the same: a concept a line, as in `concepts.ts`. */
export const conceptsOfHome = `superficie metros area tamano surface size
plantas pisos altura floor storey floors
dormitorio dormitorios habitacion alcoba bedroom bedrooms
bano aseo lavabo servicio bathroom toilet
cocina kitchen
salon comedor sala living lounge
terraza balcon balcony terrace
jardin patio garden yard
trastero sotano bodega basement storage cellar
escalera escaleras rellano stairs staircase
portal entrada vestibulo entrance lobby
cerradura candado lock padlock
puerta puertas door doors
ventana ventanas window windows
tejado cubierta roof
pared paredes muro wall walls
pintar pintura paint painting
amueblado muebles mobiliario furnished furniture
aire acondicionado climatizacion refrigeracion cooling conditioning
caldera calentador boiler
fuga goteras gotera humedad escape leak damp
fontanero fontaneria plumber plumbing
electricista electrician
vecino vecinos vecina comunidad neighbour neighbours neighbor
portero conserje conserjeria porteria caretaker janitor concierge
administrador administradora gestor administrator
molestia molestias ruidos queja quejas reclamacion complaint complaints
fumar tabaco humo smoke smoking
mudarse instalarse ocupar entrar move occupy
subarrendar subarriendo sublet sublease
lavadora colada lavanderia washing laundry washer
secadora dryer
lavavajillas dishwasher
horno oven
microondas microwave
aspiradora aspirador vacuum
plancha iron
placa vitroceramica induccion encimera hob cooktop
fuegos fogones zonas quemadores burners rings zones
congelar congelador congela freeze freezer frozen
enchufe toma socket plug
interruptor boton pulsador tecla button switch key
pulsar apretar mantener press push
encender enciende activar conectar encendido on start activate
apagar apaga desactivar desconectar apagado off deactivate
bloquear bloqueo bloqueado lock block blocked
luz piloto luces indicador led light lights indicator
aviso alarma alerta senal warning alert alarm signal
pieza piezas repuesto repuestos recambio recambios part parts spare
filtro filtros filter filters
bolsa saco bag
cable cordon cable cord lead
pila pilas bateria battery batteries
carga cargar recarga recargar cargador charge charging charger
altura alto estatura height tall
largo longitud length long
fondo profundidad profundo depth deep
espesor grosor grueso thickness thick
peso pesado ligero weight heavy light
kilo kilos kilogramo kilogramos kg
kilometro kilometros km
litro litros litres
resistente resistencia impermeable waterproof resistant
material tejido tela hecho fabricado material fabric made
madera wood wooden
acero metal metalico steel metal
plastico plastic
vidrio cristal glass
fabricante marca fabrica fabrican fabricado manufacturer brand maker made
origen procedencia pais origin country
talla tallas size sizes
estilo diseno design style
reciclar reciclaje reciclable recycle recycling
ecologico sostenible ecological sustainable organic
mantenimiento revision revisar revisarla inspeccion maintenance inspection check
limpiar fregar lavar quitar clean wash wipe
mancha manchas stain stains
vinagre vinegar
jabon detergente soap detergent
receta recetas recipe prescription
harina flour
azucar sugar
sal salt
huevo huevos egg eggs
leche milk
mantequilla butter
aceite oil
queso cheese
pollo chicken
verdura verduras hortalizas vegetables
arroz rice
patata patatas potato potatoes
ajo garlic
cebolla onion
tomate tomates tomato tomatoes
calorias energia calories energy
comer comen come comida eat eats meal
beber bebida bebidas drink drinks
vegetariano vegano vegetarian vegan
celiaco gluten coeliac celiac
dieta regimen alimentacion diet
alergia alergias intolerancia intolerancias alergeno alergenos allergies allergens
cubiertos platos cutlery dishes
mezclar mezcla batir remover mix stir beat
cortar trocear picar cut chop
freir fria fry
hervir cocer boil
cucharada cucharadas cucharadita spoon tablespoon teaspoon
fiebre temperatura fever
dolor duele molestias pain ache hurts
herida heridas lesion lesiones lesionado injury injuries injured wound
sintoma sintomas symptom symptoms
embarazo embarazada pregnancy pregnant
lactancia breastfeeding
efectos secundarios adversos side adverse
cita citas consulta appointment appointments
urgencias emergencia emergency
hospital clinica ambulatorio hospital clinic
enfermera enfermero nurse
dentista odontologo dental dentist
gafas lentes glasses
vacuna vacunas vacunacion vaccine vaccination
veterinario veterinaria veterinary vet
esterilizar esterilizacion castrar castracion sterilisation neutering spay
paciente pacientes patient patients
analisis analitica analysis test
radiografia radiografias xray
operacion cirugia intervencion surgery operation
deporte deportes deportivo sport sports
gimnasio gym
pista pistas cancha court
equipo plantilla team
partido partidos match game
vestuario vestuarios changing locker
taquilla taquillas consigna locker lockers
toalla toallas towel towels
socorrista salvavidas lifeguard
museo exposicion exhibicion museum exhibition
sala galeria gallery hall
teatro espectaculo funcion theatre show
cine pelicula cinema film movie
concierto musica concert music
biblioteca library
playa beach
montana monte mountain
ruta recorrido itinerario camino route itinerary path
senderismo caminar andar pie walk walking hiking hike
bici bicicleta bicicletas bike bicycle bicycles
moto motocicleta motorbike motorcycle
patinete patinetes scooter
taxi taxis cab
metro tranvia underground subway tram
estacion parada station stop
aeropuerto airport
billete billetes pasaje ticket fare
asiento butaca plaza seat seats
preferente turista business economy
llegar llegada arrive arrival
partir salir salida sale depart departure leaves
recoger recogida pick collect pickup collection
dejar depositar leave drop
alojarse hospedarse estancia stay
cama camas bed beds
sabanas bedding sheets
recepcion mostrador reception desk
propina tip
pasaporte passport
visado visa
frontera aduana border customs
idioma habla hablan speak speaks spoken
traduccion traducir traductor translation translate
lluvia llueve llover rain rains weather
ropa vestir calzado zapatos clothes clothing shoes
regalo regalos gift present
tienda comercio local shop store
carrito cesta basket cart
pedido pedidos encargo order orders
rebajas oferta ofertas promocion sale offer offers promotion
bono vale cupon voucher coupon
tique recibo factura receipt
contrareembolso reembolso cash
danado defectuoso roto estropeado damaged faulty defective broken
perdida extraviado perdido extravio lost loss missing
cambiar cambio canjear exchange swap
etiqueta etiquetas label tag labels
sobre carta cartas letter mail
sello sellos stamp stamps
dentro interior inside indoors
fuera exterior outside outdoors
arriba superior upper above top
abajo inferior lower below bottom
ancho anchura wide width
grande tamano big large
pequeno menor small little
rapido veloz quick fast
lento despacio slow
dificil dificultad difficult hard
facil sencillo easy simple
abierto abre open
lleno completo full
vacio vacia vaciar empty empties
siempre always
nunca jamas never
antes previo previa before prior
despues tras posterior after
ahora actualmente actual hoy now current currently present
primero primera inicial first initial
ultimo ultima final last final
siguiente proximo proxima venidero next upcoming
anterior pasado pasada previous last past
tortilla omelette omelet
foco focos alumbrado iluminacion luz luces lights lighting
hidrolimpiadora washer
timbre doorbell bell
fregadero sink
lavabo washbasin sink
banera bath bathtub
inodoro retrete toilet lavatory
ventilador fan
humedad humedades damp moisture
techo ceiling
cesped hierba grass lawn
pantalon pantalones trousers pants
falda skirt
abrigo coat
chaqueta jacket
camiseta camisetas jersey shirt
sombrero hat
bufanda scarf
calcetin calcetines sock socks
zapatilla zapatillas slippers
cartera monedero wallet purse
anillo ring
pulsera bracelet wristband
cuchillo navaja knife
trona highchair
centrifugado spin
suavizante softener
desinfectar desinfeccion disinfect disinfection
polvo dust
alicates pliers
correa correas strap belt
arnes harness
lentejas lentils
garbanzos chickpeas
nuez nueces walnut walnuts
jarabe syrup
pomada crema unguento ointment cream
gusanos lombrices parasitos desparasitar desparasitacion worms deworming
arde arder inflamable inflamables flammable burn burns
disolvente disolventes solvent solvents
tinta toner cartucho cartuchos ink
arena sand
piedra piedras stone stones
pozo well
escopeta shotgun
nadar natacion swim swimming
bucear buceo dive diving
acampar acampada campamento camp camping
sucio sucia dirty
liviano ligero lightweight
arriba up upstairs
abajo down downstairs
izquierda left
derecha right`
