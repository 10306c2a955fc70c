/** Words of pay, contracts, meetings, schools and computers that mean the same: a concept a line, as in `concepts.ts`. */
export const conceptsOfWork = `gana ganan ganar gano salario sueldo earn earns earned
anticipo anticipos adelanto adelantos avance advance
paga pagas gratificacion bonus prima bonuses
plus complemento incentivo incentivos allowance supplement
aumento subida incremento sube suben increase increases raise rise
reduccion disminucion bajada baja reduce decrease reduction cut
recargo demora mora retraso retrasos tardanza late delay delays overdue
atraso atrasos pendiente pendientes impagado impago arrears outstanding unpaid
domiciliacion domiciliado debito debit
transferencia transferir giro transfer
plazo plazos fraccionado financiar financiacion instalment instalments installments financing
moneda divisa currency
redondeo aproximado estimado approximate estimated
vigente vigencia vigor valido valida validez valid validity effective
prorroga prorrogar renovar renovacion renueva extension extend renew renewal
rescindir rescision resolver resolucion terminar extinguir terminate termination
preaviso antelacion aviso avisar notice notify
incumplimiento incumplir incumple breach default
confidencial confidencialidad secreto confidential confidentiality
garantizar asegura garantiza guarantee guarantees
firmante firmantes signatario suscriptor signatory signer
representante apoderado representative
testigo testigos witness witnesses
notario notaria notary
abogado letrado abogada lawyer attorney solicitor
juzgado tribunal tribunales court courts
competente competentes jurisdiccion fuero someten sometimiento sometan someteran competent jurisdiction
ley legislacion normativa reglamento law legislation regulation regulations rules
sede domicilio social headquarters registered
sucursal delegacion filial branch subsidiary
empresa compania sociedad entidad company firm business
fundada fundado fundacion fundo creada constituida founded established
dueno titular propietario owner holder
cargo puesto funcion rol position role
jornada turno turnos shift shifts
descanso pausa pausas break breaks rest
fichar fichaje clock
horas extraordinarias extra overtime
prueba periodo probation trial
indefinido fijo permanente permanent
temporal eventual temporary
practicas becario becaria internship intern trainee
candidato candidata aspirante solicitante candidate applicant
entrevista interview
curriculum cv resume
vacante vacantes plaza oferta vacancy opening
jubilacion jubilarse jubilado retirement retire retired pension
baja incapacidad sick
maternidad paternidad parental maternity paternity
matrimonio boda casamiento wedding marriage
fallecimiento muerte defuncion death bereavement
mudanza traslado move moving relocation
desplazamiento dieta dietas trip diem
kilometraje kilometro mileage
justificante comprobante ticket recibo proof receipt
aprobar aprueba autoriza autorizar autorizacion visto approve approved approves approval authorise authorize
rechazar rechazado denegar denegado reject rejected refuse denied
supervisor supervisora superior coordinador coordinadora encargado lead supervisor
plantilla equipo personal team staff
departamento area seccion department section
objetivo meta finalidad proposito goal aim purpose objective
tarea tareas funciones cometido responsabilidades tasks duties responsibilities
informe memoria dictamen report
borrador draft
anexo apendice adjunto annex appendix attachment attached
copia duplicado ejemplar copy
original originales original
entregar entregado entrega presentar deliver hand submit
plazas cupo aforo capacidad places seats capacity
inscripcion inscribirse inscribir apuntarse apuntar matricula matricularse registro enrol enroll enrolment registration register signup
comenzar empezar iniciar arrancar begin start
finalizar acabar concluir terminar finish end complete
aplazar posponer aplazado postpone postponed
adelantar anticipar earlier
suspender suspendido suspension cancelado suspend suspended
convocatoria convocar convoca convene
temas puntos agenda topics items
asistencia quorum attendance
ausencia faltar falta absence absent
intervenir interviene palabra speak speaks
propuesta proponer propone propuso proposal propose proposed
unanimidad unanime unanimously unanimous
mayoria majority
elegir eleccion elige elegido elegida nombrar nombrado elect elected election appointed
dimitir dimision cese resign resignation
mandato legislatura term
vocal vocales consejero vocalia board
estatutos reglamento statutes bylaws
asociacion club pena association club
cuota cuotas aportacion contribucion contribution fee
donativo donacion donar donation donate
colegio escuela instituto centro school
universidad facultad university college
asignatura materia subject
nota calificacion puntuacion grade mark score
aprobado aprobar suspenso pass fail
deberes tarea homework
recreo patio playground
comedor cantina canteen
tutor tutora tutoria tutor
director directora rector principal headteacher headmaster
padres familia familias progenitores parents family families
titulo diploma certificado certificate degree diploma
nivel grado level
temario programa contenidos syllabus programme content
ponente ponentes conferenciante orador speaker speakers
taller talleres seminario workshop seminar
charla conferencia ponencia talk lecture
ordenador portatil computadora computer laptop pc
pantalla monitor display screen
teclado keyboard
raton mouse
impresora imprimir printer print
red internet conexion network connection
wifi inalambrico inalambrica wireless
conectar conecta conexion vincular enlazar connect pair connects
descargar descarga bajar download
subir cargar upload
actualizar actualizacion version update upgrade
borrar eliminar suprimir delete remove erase
recuperar restaurar recover restore
copia respaldo seguridad backup backups
cifrado encriptado encryption encrypted
acceder acceso entrar iniciar login access
cuenta perfil account profile
fichero archivo file
carpeta directorio folder directory
nube cloud
servidor servidores server servers
fallo caida interrupcion indisponibilidad outage downtime
disponibilidad disponible available availability uptime
soporte asistencia ayuda atencion support help assistance
tiquet incidencia ticket case
programa aplicacion software app application
compatible compatibilidad funciona works compatible supports
sistema operativo windows linux system
requisitos necesario necesaria necesita need needed required necessary
licencia licencias license licensed
giga gigas gigabyte gigabytes gb
mega megas megabyte megabytes mb
euro euros eur
atiende atienden atendemos atencion abierto abre abren cierra cierran open opening
levanta levantar levantada termina termino finaliza cierra adjourned closed
moroso morosos morosidad deudor deudores impago impagado debtor debtors defaulter defaulters pagar
fianza aval caucion
licitacion licitar concurso tender tendered bid bids
licitador licitadores ofertante ofertantes postor bidder bidders
adjudicar adjudica adjudicacion adjudicatario award awarded
oferta ofertas proposicion proposiciones bid bids
contratista adjudicatario contractor
subcontratar subcontratacion subcontract subcontracting
pliego pliegos specifications
penalidad penalidades penalizacion penalty penalties
castigo castigan castigar sancion sanciones penalty penalties punishment
trampas copiar cheat cheating cheaters
retencion retenciones withholding
finiquito liquidacion settlement
paro desempleo unemployment
huelga strike
relevo handover
capataz encargado foreman
albanil albaniles bricklayer
carpintero carpinteria carpenter
arquitecto arquitecta architect
comunero comuneros propietario copropietario
derrama derramas levy
impugnar impugnacion recurrir recurso appeal challenge
alegacion alegaciones objection objections
accionista accionistas shareholder shareholders
jurado jury judges
existencias stock inventario inventory
lote lotes batch
albaran delivery
padron empadronarse empadronado empadronamiento census
tasa tasas fee fees
encuesta cuestionario survey questionnaire
sugerencia sugerencias suggestion suggestions
titulo title
criterio criterios criterion criteria
disolver disuelve disolucion dissolve dissolved dissolution
chairperson chair presidente presidenta
rellenar rellene cumplimentar cumplimente fill
compulsada compulsar certified
ventanilla mostrador counter
paqueteria mensajeria courier
tendero tendera shopkeeper
embarque embarcar boarding
escala stopover layover
desechar tirar deshacerse deshacerme discard dispose disposal
boletin newsletter
excursion excursiones outing outings
sendero path footpath trail
aldea hamlet village
pregon pregonero proclamation
verbena baile dance
fuegos pirotecnia pirotecnico fireworks
procesion procession
banda orquesta orchestra band
revista revistas magazine
oculista optica optico optician
ayuntamiento townhall
cajero cashpoint
vecino vecinos resident residents
edad nacido nacida age born`
