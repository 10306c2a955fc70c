/** What running text tells, of histories, science and places, Spanish and English: a concept a line, as in `concepts.ts`. */
export const conceptsOfProse = `decir dijo dice afirmar declarar declaro manifestar expresar senalar say says said state stated claim claimed declare
explicar explico aclarar describir explain explained describe described
mostrar demostrar evidenciar probar show shown showed demonstrate prove proved
pensar creer opinar considerar think thought believe believed consider
saber sabia conocer conocio conocimiento know knew known knowledge
descubrir descubrio descubrimiento hallar hallazgo encontrar discover discovered discovery find found
inventar invento inventor invencion idear concebir invent invented inventor devise
crear creacion fundar fundacion establecer establecio establecimiento create created found founded establish established
construir construccion edificar levantar erigir construyo build built construct constructed erect
destruir destruyo destruccion derribar demoler arrasar destroy destroyed demolish demolished
producir produjo produccion generar fabricar produce produced generate generated
provocar causar ocasionar originar desencadenar cause caused trigger provoke
deberse causa origen consecuencia motivo cause reason result owing
consecuencia resultado efecto repercusion consequence result effect outcome
influir influyo influencia afectar impacto influence influenced affect affected impact
permitir permitio posibilitar facilitar allow enable
impedir impidio evitar prevenir obstaculizar prevent avoid hinder
conseguir consiguio lograr obtener obtuvo alcanzar achieve achieved obtain obtained attain
fracasar fracaso fallar fail failed failure
ganar vencer vencio victoria triunfo derrotar win won victory defeat defeated beat
perder perdio derrota lose lost defeat
luchar lucha combatir combatio combate pelear batalla fight fought battle combat
guerra conflicto belico contienda war conflict warfare
atacar ataque asaltar invadir invadio invasion attack attacked invade invaded invasion
defender defendio defensa proteger protegio proteccion defend defence protect protection
conquistar conquista ocupar ocupacion conquer conquered conquest occupy
rendirse rindio rendicion capitular surrender surrendered
matar asesinar asesinato ejecutar ejecucion kill killed murder execute executed
morir murio fallecer muerte victima victimas die died death victim victims casualties
muertos heridos victimas casualties dead wounded losses
nacer nacio nacimiento originario natural born birth native
vivir vivio residir habitar habitante live lived reside inhabit inhabitant
poblacion habitantes poblador population inhabitants residents
viajar viajo viaje expedicion recorrer recorrio travel travelled journey voyage expedition
llegar llego llegada arribar alcanzar arrive arrived arrival reach reached
emigrar emigracion migrar inmigrante exilio emigrate migrate migration immigrant exile
huir huyo huida escapar refugiarse flee fled escape refuge
aumentar aumento crecer crecio crecimiento incrementar increase increased grow grew growth rise rose
disminuir disminuyo descenso decrecer reducir redujo caer decrease decline declined fall fell drop
cambiar cambio transformar transformacion alterar change changed transform alter
convertir convirtio convertirse transformarse become became turn
desarrollar desarrollo evolucion evolucionar develop developed development evolve evolution
mejorar mejora perfeccionar improve improved improvement
empeorar deteriorar deterioro worsen deteriorate
continuar proseguir continue continued remain remained
durar duracion prolongarse extenderse extendio last lasted duration
ocurrir ocurrio suceder sucedio acontecer producirse occur occurred happen happened
celebrar celebrarse festejar conmemorar celebrate celebrated commemorate
elegir eligio seleccionar escoger escogio eleccion choose chose chosen select selected pick
nombrar designar nombramiento appoint appointed name named
llamar denominar nombre conocido apodo apodar titulo call called name named known nickname
significar significado querer sentido mean means meaning meant
referir referirse mencionar citar aludir refer mention mentioned cite
pertenecer pertenecio formar integrar miembro belong belongs part member
contener contuvo contiene incluir incluyo comprender abarcar contain contains include includes comprise
constar componer componerse compuesto formado consistir consist composed comprise made
dividir dividio division separar repartir divide divided split separate
unir unio union fusionar fusion unite united join merge merged
comparar comparacion diferencia distinguir compare compared comparison differ difference
parecer semejante similar parecido igual seem similar alike resemble
distinto diferente diverso different distinct
principal fundamental importante esencial main chief principal major important essential
primero primer inicial original first initial earliest original
ultimo final postrero last final latest
posterior despues luego tarde siguiente later after afterwards subsequent next
anterior antes previo before earlier previous prior
actual actualmente hoy moderno presente current currently today modern present
antiguo antigua viejo antiguedad ancient old former antiquity
famoso celebre conocido destacado renombrado famous renowned well notable prominent
pequeno diminuto reducido small tiny little
rapido veloz rapidamente fast quick quickly rapid
lento despacio slow slowly
fuerte potente poderoso strong powerful
debil flojo weak
rico riqueza adinerado rich wealth wealthy
pobre pobreza poor poverty
comun habitual frecuente corriente normal common usual frequent
raro escaso inusual infrecuente rare scarce unusual uncommon
numero cantidad cifra number amount quantity figure
porcentaje proporcion tasa percentage percent proportion share rate
mitad half
doble duplicar double twice
promedio media average mean
maximo record highest maximum largest most
minimo menor lowest minimum smallest least
superficie extension surface
altura altitud elevacion height altitude elevation
profundidad hondo profundo depth deep
frontera limite linde border boundary frontier
norte septentrional north northern
sur meridional austral south southern
oriental oriente east eastern
oeste occidental occidente west western
centro central nucleo centre center central
region zona territorio comarca region zone territory
pais nacion estado country nation state
ciudad urbe capital localidad city town
pueblo aldea villa village town
isla archipielago island islands
montana monte cordillera sierra mountain mountains range
rio arroyo cauce afluente river stream
mar oceano sea ocean
lago laguna lake lagoon
bosque selva jungla forest rainforest jungle woods
desierto arido desert arid
clima meteorologico climate weather
tierra suelo terreno soil land ground
rey monarca reino corona king monarch kingdom crown
reina queen
emperador imperio imperial emperor empire imperial
gobernar gobierno gobernante mandatario govern government ruler rule
presidente mandatario president
ministro ministerio minister ministry
parlamento congreso camara asamblea parliament congress chamber assembly
ley legislacion norma law legislation act
partido politico party
revolucion rebelion levantamiento sublevacion revolution rebellion uprising revolt
ejercito tropas militar fuerzas soldados army troops military forces soldiers
soldado militar soldier
oficial comandante capitan officer commander captain
arma armas armamento weapon weapons arms
armada naval flota navy naval fleet
tratado pacto acuerdo alianza treaty pact agreement alliance
independencia independiente emancipacion independence independent
esclavo esclavitud slave slavery
iglesia religioso religion fe church religious religion faith
dios divino deidad god divine deity
sacerdote clerigo monje priest cleric monk
creencia creencias doctrina belief beliefs doctrine
filosofo filosofia pensador philosopher philosophy thinker
cientifico ciencia investigador investigacion scientist science researcher research
estudiar estudio investigar analizar study studied investigate analyse
teoria hipotesis postulado theory hypothesis
metodo tecnica procedimiento method technique procedure
medir midio medicion medida measure measured measurement
calcular calculo computar calculate compute calculation
resolver resolvio solucion solucionar solve solution
calor termico temperatura heat thermal temperature
liquido liquid fluid
solido solid
quimico quimica chemical chemistry
elemento sustancia element substance
celula celular cell cells cellular
enfermedad epidemia plaga peste disease epidemic plague illness
curar cura tratamiento tratar sanar cure treat treatment heal
medicamento farmaco medicina drug medicine medication
farmaceutico farmacia pharmacist pharmacy
animal animales fauna bestia animal animals fauna
planta plantas vegetal flora plant plants flora
especie genero species genus kind type
comer comio alimentarse alimento nutrir eat eats feed food
cazar caza presa hunt hunting prey
cultivar cultivo agricultura cosecha grow cultivate crop crops farming agriculture
ganado ganaderia cria livestock cattle
escribir escribio redactar autor write wrote written author
publicar publicacion editar publish published publication
libro tratado book work volume
poema poesia verso poem poetry verse
novela relato narracion cuento novel story tale
leer leyo lectura read reading
traducir tradujo traduccion traductor version translate translated translation translator
idioma lengua lenguaje language tongue
palabra termino vocablo word term
musica musical cancion melodia himno music musical song melody hymn anthem
cantar canto cantante interpretar sing sang singer perform
tocar interpretar instrumento play played instrument
componer compositor composicion compose composer composition
pintar pintor pintura cuadro paint painter painting
actor actriz interpretar actor actress role play
serie emision episodio series show episode
emitir emitio emision transmitir transmitio retransmitir broadcast aired air
television canal cadena television channel network
jugar jugador juego play player game
equipo seleccion team squad
partido encuentro match
temporada campana season
liga campeonato torneo copa league championship tournament cup
campeon champion
entrenador tecnico coach manager
marcar anotar gol score scored goal points
estadio campo recinto stadium venue ground
premio galardon reconocimiento award prize honour
recibir recibio obtener obtuvo otorgar conceder concedio receive received
dar dio ofrecer ofrecio proporcionar give gave given provide offer
pedir pidio solicitar exigir exigio ask asked request demand
aceptar admitir admitio accept accepted admit
rechazar negar negarse oponerse reject refused refuse oppose opposed deny
apoyar apoyo respaldar favor support supported back backed
criticar critica censurar criticise criticize criticism critic
acusar acusacion culpar culpa accuse accused blame blamed
condenar condena sentencia castigo castigar condemn sentence punish punishment
detener arrestar detencion prision encarcelar arrest arrested prison jail imprison
liberar libertad soltar free freed release freedom liberty
prohibir prohibio prohibicion vetar ilegal ban banned prohibit forbid illegal
obligar forzar imponer force forced compel impose
dirigir dirigio liderar encabezar jefe lead led leader head
ensenar ensenanza educacion educar teach taught teaching education
aprender aprendio aprendizaje learn learning
universidad academico facultad university academic college
alumno estudiante discipulo student pupil
profesor maestro catedratico professor teacher
empresa compania firma corporacion company firm corporation business
fabrica industria industrial factory industry industrial
comercio comerciar mercader comercial trade trader merchant commerce
exportar exportacion export exports
importar importacion import imports
invertir inversion capital invest investment capital
coste costar precio cost worth price
dinero riqueza fondos money wealth funds
financiar financiacion sufragar fund funded finance
economia economico economy economic
desigualdad inequality
salario sueldo remuneracion wage wages salary
barco buque nave navio ship vessel boat
avion aeronave aereo aircraft plane airplane
tren ferrocarril ferroviario train railway railroad rail
carretera autopista calzada road highway motorway
puente bridge
puerto muelle port harbour harbor
estacion terminal station
edificio edificacion construccion building
castillo fortaleza fuerte castle fortress fort
palacio palace
muralla muro wall walls
torre tower
transportar transporte transport carry carried
electrico electricidad electric electrical electricity
ordenador computador informatico computer
red redes network
mensaje comunicacion message communication
periodico diario prensa newspaper press
noticia informacion informar news report
familia pariente parientes familiar family relative relatives
hijo hija descendiente son daughter child descendant
hermano hermana brother sister sibling
esposo esposa marido mujer casarse matrimonio husband wife marry married spouse
mujer femenino femenina woman women female
joven juventud adolescente young youth
anciano viejo elderly old
persona individuo gente person individual people
sociedad social comunidad society social community
costumbre tradicion tradicional costumbres custom tradition traditional
siglo centuria century
decada decade
epoca era periodo edad era period age epoch time
situar situado ubicado localizado encontrarse located situated lies
lejos distante remoto far distant remote
alrededor aproximadamente about around approximately roughly
objetivo fin proposito meta intencion aim goal purpose objective intention
funcion rol cometido role function
usar utilizar empleo emplear use used employ serve
necesitar necesidad requerir precisar need needs require requires
faltar carecer escasez ausencia lack lacked shortage absence
demanda demandar solicitado demand demanded
tributo impuesto levy tax
propiedad poseer poseyo dueno propietario own owned owner property possess
heredar herencia heredero sucesor suceder sucedio inherit heir successor succeed
sustituir sustituyo reemplazar relevar replace replaced succeed
volver volvio regresar retornar retorno return returned
romper rompio ruptura quebrar break broke broken
atribuir atribuyo atribuido achacar attribute attributed ascribe
basar basado fundamentar base based
depender dependencia depend depends
relacionar relacion vinculo vincular relation relationship link linked
controlar control dominar dominio control controlled dominate domination
resistir resistio resistencia oponer resist resistance
proteger protegio protegido conservar conservacion preservar protect conserve preserve conservation
contaminar contaminacion polucion pollute pollution contamination
peligro riesgo amenaza amenazar danger risk threat threaten
accidente catastrofe desastre accident disaster catastrophe
inundacion inundar flood flooding
terremoto seismo sismo earthquake
sequia drought
nieve hielo glaciar snow ice glacier
estrella astro star
planeta planet
sol solar sun solar
luna lunar moon lunar
espacio espacial space`
