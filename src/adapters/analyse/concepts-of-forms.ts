/** Forms of one word that no stem brings together, Spanish and English: a word a line, as in `concepts.ts`. */
export const conceptsOfForms = `devolver devuelve devuelven devuelvo devueltos devuelta devuelto devolucion
volver vuelve vuelven vuelvo vuelta
envolver envuelve envuelto envueltos
resolver resuelve resuelven resuelto resuelta resolucion
mover mueve mueven muevo movimiento
promover promueve promueven promocion
llover llueve lluvia
morir muere mueren muerto muertos muerte
dormir duerme duermen duermo durmieron
soler solia suele suelen
doler duele duelen dolor
moler muele molido
encontrar encuentra encuentran encuentro
contar cuentan conto
costar cuesta cuestan coste
mostrar muestra muestran
demostrar demuestra demuestran demostracion
probar prueba prueban pruebas
aprobar aprueba aprueban aprobacion
comprobar comprueba comprueban comprobacion
recordar recuerda recuerdan recuerdo recordatorio
renovar renueva renuevan renueve renovacion
acordar acuerda acuerdan acuerdo
almorzar almuerza almuerzan almuerzo
colgar cuelga cuelgan cuelgue
rogar ruega ruegan
soltar suelta suelto
forzar fuerza
volar vuela vuelan vuelo
jugar juega juegan juego
empezar empieza empiezan empiece empieces
comenzar comienza comienzan comience comienzo
cerrar cierra cierran cierre cierro
despertar despierta
calentar calienta calientan caliente calentamiento
fregar friega friegue
regar riega riegan riego
negar niega niegan negativa
sentar sienta asiento
recomendar recomienda recomiendan recomendacion
gobernar gobierna gobierno
apretar aprieta apriete
quebrar quiebra
helar hiela helada
perder pierde pierden pierdo perdida
entender entiende entienden
atender atiende atienden atencion
extender extiende extienden extension
tender tiende tienden
defender defiende defienden defensa
encender enciende encienden enciendo encendido
descender desciende descenso
verter vierte vertido
pedir pide piden pido pidio pidieron
medir mide miden midio medida
servir sirve sirven sirvio
seguir sigue siguen sigo siguio seguimiento
conseguir consigue consiguen consigo
elegir elige eligen elijo eligio eleccion elegido
corregir corrige corrigen correccion
repetir repite repiten repitio repeticion
vestir viste visten vestido
despedir despide despiden despido
impedir impide impiden impedimento
competir compite compiten competicion
preferir prefiere prefieren preferencia
sugerir sugiere sugieren sugerencia
requerir requiere requieren requisito requerimiento
adquirir adquiere adquieren adquisicion
invertir invierte invierten inversion
convertir convierte convierten conversion
referir refiere refieren
transferir transfiere transfieren transferencia
sentir siente sienten
hervir hierve
freir frie frito fritos
abrir abre abierto abierta apertura
cubrir cubre cubierto cubierta cobertura
descubrir descubre descubierto descubrimiento
escribir escribe escrito escrita
inscribir inscribe inscrito inscrita inscripcion
suscribir suscribe suscrito suscripcion
describir describe descrito descripcion
prescribir prescribe prescrito prescripcion
imprimir imprime impreso impresa impresion
romper rompe roto rota rotura
proponer propone propuesto propuesta
exponer expone expuesto exposicion
disponer dispone disponen dispuesto disposicion
componer compone compuesto composicion
suponer supone supuesto
poner pongo pone pusieron
prever preve previsto prevista prevision
proveer provee provisto proveedor provision
traducir traduce traduzco tradujo traduccion
conducir conduce conduzco condujo conduccion
reducir reduce reduzco redujo reduccion
producir produce produjo produccion
introducir introduce introduzca introduccion
conocer conoce conozco conocimiento
ofrecer ofrece ofrezca ofrecimiento
permanecer permanece permanezca permanencia
construir construye construyo construccion
incluir incluye incluyen inclusion
excluir excluye excluyen excluido exclusion
distribuir distribuye distribucion
sustituir sustituye sustituyen sustitucion
instruir instruye instrucciones
contribuir contribuye contribucion
disminuir disminuye disminucion
oir oye oyen
caer cae caen cayo caida
traer trae traen traigo trajo
leer lee leen leyo lectura
hacer hace hacen hago hizo hicieron
decir dice dicen dijo dijeron
venir viene vienen vinieron venga
salir sale salen salgo salida
obtener obtiene obtienen obtuvo obtencion
contener contiene contienen contenido
mantener mantiene mantienen mantuvo mantenimiento
detener detiene detuvo detencion
retener retiene retienen retencion
saber sabe supo
caber cabe caben
nacer nace nacio nacimiento
vencer vence vencio vencimiento
ejercer ejerce ejerza
recoger recoge recogen recojo recogida
coger coge cojo
escoger escoge escojo
proteger protege proteja proteccion
dirigir dirige dirijo
exigir exige exija exigencia
pagar pague paguen pago
buscar busca busque busqueda
tocar toque toca
sacar saque saca
aparcar aparque aparca aparcamiento
explicar explique explicacion
entregar entregue entrega
llegar llegue llega llegada
apagar apague apaga apagado
colocar coloque coloca colocacion
practicar practique practica
buy buys bought buying
bring brings brought
pay pays paid payment
send sends sent sending
sell sells sold sale
lose loses lost loss
find finds found
keep keeps kept
hold holds held
give gives gave given
take takes took taken
choose chooses chose chosen choice
write writes wrote written
break breaks broke broken breakage
steal steals stole stolen theft
drive drives drove driven driver
eat eats ate eaten
drink drinks drank drunk
begin begins began begun
meet meets met meeting
build builds built building
spend spends spent spending
lend lends lent loan
tell tells told
teach teaches taught teacher
catch catches caught
wear wears wore worn
tear tears tore torn
throw throws threw thrown
grow grows grew grown growth
show shows showed shown
know knows knew known knowledge
fly flies flew flown flight
draw draws drew drawn
speak speaks spoke spoken
wake wakes woke woken
freeze freezes froze frozen
hide hides hid hidden
ride rides rode ridden
rise rises rose risen
run runs ran running
swim swims swam swum
sing sings sang sung
sit sits sat
stand stands stood
understand understands understood
win wins won winner
fight fights fought
think thinks thought
seek seeks sought
sleep sleeps slept
sweep sweeps swept
feed feeds fed feeding
lead leads led leader
read reads reading
leave leaves departure
feel feels felt
deal deals dealt
mean means meant
burn burns burnt
learn learns learnt learning
spoil spoils spoilt
hire hires hired
arrive arrives arrival
choose choices
decide decides decision
deny denies denied denial
refuse refuses refusal
renew renews renewal
approve approves approval
propose proposes proposal
arise arises arose
withdraw withdraws withdrew withdrawn withdrawal
forget forgets forgot forgotten
forbid forbids forbade forbidden
shut shuts shutting closed
child children
person people persons
man men
woman women
foot feet
tooth teeth
mouse mice
life lives
knife knives
half halves
shelf shelves
wife wives
heavy weight weighs weigh
high height
tall height
long length
wide width
deep depth
strong strength
hot heat
old age`
