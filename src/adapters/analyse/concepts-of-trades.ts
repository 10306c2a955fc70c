/** Words of nurseries, sports, boats, farms, kitchens, stages, workshops and town halls that mean the same: a concept a line, as in `concepts.ts`. */
export const conceptsOfTrades = `entrar ingresar unirse apuntarse inscribirse afiliarse join
repartir distribuir distribute distributed share
panal panales nappy nappies diaper diapers
chupete dummy pacifier
biberon biberones bottle
guarderia nursery daycare creche kindergarten
cochecito carrito pram pushchair stroller buggy
siesta nap naps
recreo playtime break recess
pupitre desk
pizarra whiteboard blackboard
cuaderno cuadernos libreta notebook
mochila mochilas backpack rucksack satchel
estuche case
lapiz lapices pencil pencils
rotulador rotuladores marker markers
tijeras scissors
boletin notas report grades marks
examen examenes exam exams test
recuperacion resit retake
aprobado aprobar pass passing
asignatura materia subject subjects
excursion excursiones outing trip
uniforme uniformes uniform uniforms
chandal tracksuit
babi bata smock overall
gorro gorros cap
gafas goggles glasses
banador swimsuit
chanclas flops sandals
socorrista socorristas lifeguard lifeguards
flotador flotadores float floats armbands
trampolin springboard
cloro chlorine
depuradora filtro filter
vestuario vestuarios changing locker dressing
pista pistas cancha court courts pitch
raqueta raquetas racket rackets
pelota pelotas balon balones ball balls
arbitro arbitros referee referees umpire
entrenador entrenadora coach coaches trainer
entrenamiento entrenamientos entrenar entrena training practice
partido partidos match matches fixture game
medalla medallas medal medals
dorsal bib
casco cascos helmet helmets
rodilleras coderas pads
neumatico neumaticos rueda ruedas tyre tyres tire tires wheel
cadena chain
sillin saddle
bomba hinchador pump
barco barcos embarcacion embarcaciones boat boats vessel vessels ship
velero veleros sailboat yacht
vela velas candle candles
navegar navegacion sail sailing navigate
darsena muelle dock quay basin pier wharf
amarre amarres mooring berth berths
ancla fondear fondeo anchor anchorage
eslora length
calado draught draft
salvavidas lifejacket jacket
marea mareas tide tides
faro lighthouse
capitania harbourmaster
patron capitan skipper captain
tripulacion crew
remo remos oar oars rowing
grua gruas crane cranes
carretilla carretillero forklift
palet pales palets pallet pallets
remolque remolques trailer trailers
camion camiones lorry lorries truck trucks
furgoneta furgonetas van vans
conductor conductora chofer conductores driver drivers
bujia bujias spark
correa belt
embrague clutch
limpiaparabrisas wiper wipers
cinturon seatbelt belt
revision revisar mantenimiento service servicing serviced
oveja ovejas sheep ewe ewes
cordero corderos lamb lambs
cabra cabras goat goats
vaca vacas cow cows cattle
ternero terneros ternera calf calves
toro bull
yegua yeguas mare mares
caballo caballos horse horses
potro potros foal foals
cerdo cerdos pig pigs
gallina gallinas pollo pollos hen hens chicken chickens
pato patos duck ducks
pavo pavos turkey turkeys
conejo conejos rabbit rabbits
abeja abejas bee bees
colmena colmenas hive hives
miel honey
rebano flock herd
pasto pastos pasture grazing
establo cuadra establos stable stables barn
corral gallinero coop pen
pienso feed fodder
heno paja hay straw
ordeno ordenar ordenadora milking milk
esquila esquilar shearing
cosecha cosechar recoleccion harvest harvesting
vendimia vendimiar harvest vintage
vina vinedo vinas vineyard vines
uva uvas grape grapes
siembra sembrar sowing sow planting
semilla semillas seed seeds
abono fertilizante estiercol fertiliser fertilizer manure compost
riego regar irrigation watering water
invernadero greenhouse
huerto huertos allotment allotments vegetable
parcela parcelas plot plots
valla cerca fence fencing
arado plough plow
olivo olivos aceituna aceitunas olive olives
manzana manzanas apple apples
pera peras pear pears
naranja naranjas orange oranges
limon limones lemon lemons
fresa fresas strawberry strawberries
cereza cerezas cherry cherries
cebolla cebollas onion onions
zanahoria zanahorias carrot carrots
pimiento pimientos pepper peppers
ajo ajos garlic
levadura yeast
queso quesos cheese cheeses
masa dough
pescado pescados fish
sopa soup
ensalada salad
tarta pastel tartas cake cakes pie
galleta galletas biscuit biscuits cookie cookies
chocolate cocoa
vino vinos wine wines
cerveza cervezas beer beers
zumo zumos juice
desayuno desayunar desayunan breakfast breakfasts
almuerzo comida almorzar comer lunch
merienda merendar snack tea
cuchara cucharada cucharadas spoon tablespoon
taza cup
vaso glass
plato platos dish dishes plate plates
sarten pan
olla cazuela pot saucepan
cuchillo cuchillos knife knives
tenedor fork
batir bata beat whisk
mezclar mezcle mezcla mix
hervir hierve boil boiling
hornear hornea horno bake baked oven
pelar pele peel
cortar corte cut chop
enfriar cool chill
nevera frigorifico fridge refrigerator
sabana sabanas sheet sheets bedding linen
almohada almohadas pillow pillows
manta mantas blanket blankets
propina propinas tip tips
fuerte safe
camarero camarera camareros waiter waiters waitress
cocinero cocinera chef cook
mantel manteles tablecloth tablecloths
servilleta servilletas napkin napkins
misa misas mass masses worship
parroco cura sacerdote priest vicar parish
parroquia parish
bautizo bautizos christening baptism
boda bodas wedding weddings
entierro funeral burial
campana campanas bell bells
organo organ
coro coral choir
limosna colecta collection offering
cementerio cemetery churchyard
ensayo ensayar ensayos ensaya rehearsal rehearsals rehearse
escenario stage
telon curtain
butaca butacas seat seats stalls
entreacto descanso interval intermission
decorado set scenery
vestuario costume costumes
guion script
actor actriz actores actress cast
orquesta orchestra
concierto conciertos concert concerts gig
guitarra guitar
tambor drum drums
cantante cantar canta singer sing sings
baile bailar danza dance dancing
cuadro cuadros painting paintings picture
escultura sculpture
exposicion exhibition exhibit
vitrina showcase
hilo hilos thread yarn
aguja agujas needle needles
coser cosido costura sew sewing stitch
tela telas tejido cloth fabric
boton botones button buttons
cremallera zip zipper
arcilla barro clay
esmalte esmaltes glaze glazes
madera wood timber
tabla tablas board boards plank
tornillo tornillos screw screws bolt bolts
pincel brocha brush brushes
soldadura soldar soldador welding weld welder solder
cobre copper
aluminio aluminium aluminum
ladrillo ladrillos brick bricks
yeso escayola plaster
azulejo azulejos baldosa tile tiles
andamio scaffold scaffolding
enchufe enchufes plug socket
fusible fusibles fuse fuses
bombilla bombillas bulb bulbs lamp
tuberia tuberias canerias pipe pipes
grifo grifos tap taps faucet
valvula valve
balanza bascula balance scales
calibrar calibracion calibra calibrated calibration
muestra muestras sample samples
laboratorio laboratory lab
microscopio microscope
probeta tubo tubes tube
reactivo reactivos reagent reagents
bata gown overall
mascarilla mascarillas mask masks
jeringa syringe
venda vendas bandage dressing
vacuna vacunas vacunar vaccine vaccines vaccination
orina urine
analisis analitica analysis test tests
receta recetas prescription prescriptions
anestesia anaesthetic anesthesia
quirofano theatre
camilla stretcher
ruedas wheelchair wheelchairs
muletas crutches
audifono hearing
dentadura protesis denture dentures
empaste filling
muela tooth molar
encia gums
logopedia speech
podologia chiropody podiatry
psicologia psychology
bozal muzzle
chip microchip
desparasitar desparasitacion worming deworming
peluqueria peluquero hairdresser salon barber
corte haircut
tinte dye colour
champu shampoo
manicura manicure
depilacion waxing
maquillaje makeup
contrasena clave password passcode
cortafuegos firewall
impresora impresoras printer printers
toner tinta ink cartridge
portatil portatiles laptop laptops notebook
ordenador ordenadores computer computers
disco disk drive
memoria memory
actualizacion actualizar actualizaciones update updates upgrade patch
licencia licencias licence licences license licenses
spam junk
archivo archivos fichero ficheros file files
carpeta carpetas folder folders
incidencia incidencias incident incidents ticket tickets issue
caida caidas outage downtime
rescate rescue
hoguera hogueras fogata bonfire bonfires campfire
barbacoa barbacoas barbecue barbecues bbq
tienda tent tents
caravana caravanas autocaravana caravan caravans motorhome camper
linterna torch flashlight
brujula compass
sendero senderos ruta trail path route
cumbre cima summit peak
refugio refugios hut huts shelter
calefaccion radiador radiadores heating radiator radiators
persiana persianas blind blinds shutter
alfombra alfombras carpet rug
estanteria estante estantes shelf shelves
cajon cajones drawer drawers
colchon colchones mattress mattresses
lampara lamparas lamp lamps
espejo espejos mirror mirrors
cubo cubos basura bin bins bucket
escoba broom
fregona mop
trapo trapos panos cloth cloths rag
lejia bleach
estufa estufas stove heater stoves
chimenea fireplace chimney
lena firewood logs
carbon coal charcoal
reparto repartir reparten delivery deliver delivers
paquete paquetes bulto bultos parcel parcels package
sobre sobres envelope
buzon mailbox postbox letterbox
ayuntamiento alcaldia council hall
alcalde alcaldesa mayor
concejal concejala councillor
padron census
empadronamiento empadronarse registration
mercadillo mercado market
puesto puestos stall stalls
fiesta fiestas festival party celebration
desfile cabalgata parade
artificiales fireworks
sorteo rifa raffle draw
papeleta papeletas ticket tickets
donativo donacion donaciones donation donations
voluntario voluntaria voluntarios volunteer volunteers
luto mourning
testamento testament
herencia heredero herederos inheritance heir heirs
escritura escrituras deed deeds
sentencia judgment ruling
demanda demandante lawsuit claimant plaintiff
demandado defendant
fianza bond
cuota cuotas instalment instalments installment
poliza polizas policy policies
copago copayment
carencia waiting
siniestro siniestros claim claims
perito perita tasador surveyor assessor`
