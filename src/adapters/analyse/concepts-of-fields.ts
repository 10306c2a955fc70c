/** Words of farms, sports, health and events that mean the same: a concept a line, as in `concepts.ts`. */
export const conceptsOfFields = `prima premium precio coste cuesta price cost
enterrar entierro inhumacion inhumar sepultura sepelio bury buried burial interment
incinerar incineracion cremacion cremar cremation cremate ashes cenizas
padre semental progenitor father sire
madre progenitora mother dam
partir partido romper roto rota rotura snap snapped broken break breakage
furgoneta coche vehiculo automovil van car vehicle
psicotecnico reconocimiento medico medical
dormir pernoctar pernocta noche sleep overnight
capa capas coat coats layer layers
operar operacion cirugia cirujano cirujana intervencion operation operated surgery surgeon
descanso intermedio entreacto pausa interval intermission interlude break
vela fuego candle flame fire
morir muerto muertos mortalidad died death deaths dead mortality losses
vacio vacia vaciar desocupado empty vacant unoccupied
marcar gol goles marcador score scored scorer goal goals
expulsar expulsado expulsion roja dismissal dismissed
lesion lesionado herido dano injury injured hurt wounded
arbitro colegiado referee ref umpire official
apagon corte suministro blackout outage
producir produccion rendimiento generar yield produce output generate
exportar vertido excedente export surplus
veneno toxico envenenamiento antidoto poison poisoned toxic antidote
polilla moth moths
raton ratones rata ratas roedor mouse mice rat rats rodent rodents
cucaracha cucarachas cockroach cockroaches insecto insects
trampa trampas cebo trap traps bait
huerfano huerfanos orphan orphaned orphans
abandonado abandonar abandoned stray
cria crias cachorro cachorros young cub cubs pup pups litter camada
injerto esqueje plantar sembrar siembra sow sowing plant planting
fertilizante estiercol fertiliser fertilizer manure compost
regar riego irrigation watering irrigate
acequia canal ditch channel
disfraz disfrazarse vestido traje indumentaria costume dress clothing attire
camisa camiseta uniforme shirt uniform
puesto puestos caseta parada stall stand booth pitch
resena critica opinion review feedback
empate empatar draw tie tied
ganar ganador ganadora vencedor campeon win won winner champion
perder perdedor derrota lose lost loser defeat
apuntarse inscribirse solicitud application apply enrol
cajon gaveta drawer
cerradura candado bombin lock padlock cylinder
llavero llave keyring key
gafas lentes lentillas montura cristales glasses spectacles lenses frames
graduar graduacion ojos eyesight sight eye prescription
audifono oido oir hearing ear
muleta muletas baston crutch crutches stick walker
puntos sutura grapas stitches staples sutures
analgesico calmante dolor painkiller pain
morfina opioide morphine opioid
vendaje venda gasa aposito dressing bandage plaster
extra extras figurante figurantes background
guion libreto script screenplay
escenario stage`
