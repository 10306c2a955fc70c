import { expect, test } from 'vitest'
import { fold } from '../../../../domain/text/fold.ts'
import { has, hasCount } from './answer-forms.ts'
import { asksForList, kindsAsked } from './answer-kind.ts'

test.each([
  ['quien tiene que aprobar el viaje', 'Todo viaje debe autorizarlo el responsable del departamento.', true],
  ['quien puede ser socio', 'Pueden ser socias las personas mayores de edad.', true],
  ['quien puede ser socio', 'La condición de socio se pierde por impago.', false],
  ['de que color es la puerta', 'La puerta se pinta de verde.', true],
  ['what colour is the door', 'The door is made of oak.', false],
  ['who pays for the repairs', 'Repairs are paid by the landlord.', true],
  ['quien es el presidente', 'El presidente convoca la junta.', false],
  ['donde recojo lo que perdi', 'Los objetos perdidos se recogen en la taquilla.', true],
  ['where do i leave the keys', 'Leave the keys at reception.', true],
  ['where do i leave the keys', 'Keys that are lost cost £20.', false],
  ['cuando me devuelven el dinero', 'El reembolso se hace con la nómina del mes siguiente.', true],
  ['when is it delivered', 'It is delivered as soon as it is paid.', true],
  ['cuando me devuelven el dinero', 'El reembolso se hace por transferencia.', false],
  ['cuanto cuesta el transporte', 'Transporte: gratuito', true],
  ['how much does a copy cost', 'You may have a copy free of charge.', true],
  ['how much is a spare key', 'Keys are cut for members at no cost.', true],
  ['how long is a gift card valid', 'La tarjeta caduca al año.', true],
  ['how long is a gift card valid', 'La tarjeta cuesta 20 euros al año.', false],
  ['cuanto se cobra de mas por la noche', 'Las horas de noche tienen un recargo del 25 %.', true],
  ['how much is the deposit', 'You pay 20 % of the price when you book.', true],
  ['cuanto cuesta', 'Se aplica un IVA del 21 %.', false],
  ['cuanto tardais en contestar', 'We answer within one month.', true],
  ['cuanto tardais en contestar', 'Hay 28 cámaras.', false],
  ['how much is the deposit', 'La fianza es de dos mensualidades.', true],
  ['how much is it', 'Leave 10 cm free on each side.', false],
  ['how many vacation days do they get', 'El personal temporal disfruta de 18 días laborables.', true],
  ['until what time is breakfast', 'Breakfast is served until half past ten.', true],
  ['a que hora abre', 'Abrimos de diez a tres.', true],
  ['a que hora abre', 'Abrimos a las dieciocho horas.', true],
  ['a que hora abre', 'Abre a la una y media.', true],
  ['a que hora abre', 'Abrimos a partir de las 9 a. m.', true],
  ['until what time can i order', 'Orders placed before 1 p.m. leave the same day.', true],
  ['cuanto costaba la entrada', 'La entrada valía 25 pesetas.', true],
  ['cuanto dinero dejo la merluza', 'La merluza, con 9,8 millones; en kilos ganó la caballa.', true],
  ['cuanto dinero dejo la merluza', 'Se pescaron 9,8 millones de kilos.', false],
  ['a que hora abre', 'Vaya a la oficina de la entrada.', false],
  ['cuando se paga', 'Se paga a la entrega.', true],
  ['hasta cuando se puede pagar', 'El dinero se entrega en un sobre antes del día 7.', true],
  ['cuando se paga', 'Se paga el día 5.', true],
  ['cuando se paga', 'Se paga al bajar del autobús, después del concierto.', true],
  ['when is the rent due', 'Rent is due on the 4th.', true],
  ['when is the rent due', 'The office is on the 4th floor.', false],
  ['cuando se paga', 'Se paga en la oficina del grupo 5.', false],
  ['cuanto tiene que reposar', 'La masa reposa en la nevera una noche.', true],
  ['cuanto tiene que reposar', 'La masa lleva 3 huevos.', false],
  ['cuanto hay que esperar', 'Espere veinte minutos.', true],
  ['when is it paid', 'It is paid on delivery.', true],
  ['cuando se paga', 'Se paga al contado a la empresa.', false],
  ['a que hora abre', 'Cerramos los sábados.', false],
  ['what time do you close', 'Tree stake and tie | £6.10', false],
  ['a que hora cierran', 'Aceite 5W30 | 9.80 €', false],
  ['how much is the mileage', 'We pay 45p a mile.', true],
  ['how much money can we get', 'We give between £500 and £6,000.', true],
  ['cuanto cuesta la jarra', 'Jarra de chicha: S/ 15', true],
  ['cuanto cuesta el aporte', 'El aporte es de 500.000 guaraníes.', true],
  ['how much is a room', 'Double room: USD 80, or Bs. 550', true],
  ['cuanto cuesta la entrada', 'Entrada libre hasta completar aforo.', true],
  ['cuanto cuesta el envio', 'El envío no tiene costo.', true],
  ['cuanto vale el parking', 'El aparcamiento está incluido en el precio.', true],
  ['how much is the delivery', 'Delivery is included in the price.', true],
  ['how much is it to get in', 'There is no admission fee.', true],
  ['how much is it to get in', 'Free entry on the first Sunday.', true],
  ['how much is the parking', 'Parking is complimentary for guests.', true],
  ['how much is a sugar-free drink', 'Our drinks are sugar-free and free from nuts.', false],
  ['a que hora cierra el parque', 'El parque se cierra al anochecer.', true],
  ['what time does the park close', 'The gates are locked at dusk.', true],
  ['what time do you open', 'We are open around the clock.', true],
  ['que descuento hay para jubilados', 'Los jubilados pagan la mitad.', true],
  ['what discount do students get', 'Students pay half price.', true],
  ['cuando puede empezar', 'Disponibilidad: inmediata', true],
  ['how often is it calibrated', 'The balance is calibrated every Monday.', true],
  ['how long is the warranty', 'All models come with a three-year warranty.', true],
  ['how much does the crane lift', 'It lifts twelve tonnes.', true],
  ['donde se alquilan los kayaks', 'El embarcadero está detrás de la zona azul.', true],
  ['donde se alquilan los kayaks', 'El kayak doble cuesta 18 euros la hora.', false],
  ['where is the defibrillator', 'It hangs next to the lift.', true],
  ['how far ahead must i book', 'Book two days in advance.', true],
  ['how fast do they come', 'El plazo de llegada es de cuatro horas.', true],
  ['cuantos dias de vacaciones me quedan', 'Periodo de liquidación: del 1 al 31', false],
  ['cuantos dias de vacaciones me quedan', 'Días de vacaciones: 23', true],
  ['cuantos dias de vacaciones me quedan', 'Le quedan 4 días.', true],
  ['how much is a second copy', 'A second copy is forty pence.', true],
  ['how much is the locker', 'Lockers take two quid.', true],
  ['cuanto cuesta la copia', 'La copia sale a quince centavos.', true],
  ['what time do we meet', 'We meet by the gate, seven sharp.', true],
  ['how often is the hedge cut', 'The hedge is cut twice, in May and in September.', true],
  ['cada cuanto se riega', 'Se riega tres veces en verano.', true],
  ['how often is it fed', 'It weighs twice the limit.', false],
  ['who is the treasurer', 'The books are kept by Mr O’Hara.', true],
  ['quien es el alcalde', 'D. GONZALO PEREIRA NÚÑEZ, ALCALDE DE SANTA COMBA', true],
  ['quien es el alcalde', 'DOÑA ANA DE LA TORRE GIL, ALCALDESA', true],
  ['quien es el alcalde', 'EL ALCALDE HACE SABER', false],
  ['como llamo al dueño', 'PAGO POR TRANSFERENCIA A ES66 2100 0418 4012 3456 7891', false],
  ['who is the treasurer', "The books are kept by Niamh D'Arcy.", true],
  ['how many people fit', 'It holds seventy.', true],
])('whoever asks "%s" is answered in kind by "%s": %s', (question, text, expected) => {
  expect(kindsAsked(question).some((kind) => has(kind, text, fold(text)))).toBe(expected)
})

test.each([
  ['para quien es el presupuesto', ['person']],
  ['when is the deposit returned', ['date']],
  ['donde se paga la cuota', ['place']],
  ['cuanto aguanta la estanteria', ['number']],
  ['cada cuanto sale el barco', ['duration']],
  ['cuanto hay que esperar', ['duration']],
  ['cuanto hay que regar la azalea', ['number']],
  ['cuanto hay que poner de sal', ['number']],
  ['quien paga la cuota y cuanto es', ['money', 'agent']],
  ['what is the name of the doctor who sees children', ['agent']],
  ['can you find out who runs the bar', ['agent']],
  ["price of a haircut for my son who's seven", ['money']],
  ['what does it cost for people who live in the village', ['money']],
  ['how much is it and who pays', ['money', 'agent']],
])('"%s" asks for %s', (question, kinds) => {
  expect(kindsAsked(question)).toEqual(kinds)
})

test.each([
  ['hace mucho ruido'],
  ['it makes a gurgling noise'],
  ['what must the manager do when the alarm sounds'],
  ['somos doce, hay que llamar antes'],
  ['what time zone is used'],
  ['que comprende la poda en altura'],
])('"%s" asks for no kind of answer', (question) => {
  expect(kindsAsked(question)).toEqual([])
})

test.each([
  ['a que numero llamo', 'phone'],
  ['what number do i dial for physio', 'phone'],
  ['how much money can we get', 'money'],
  ['cuanto sale el plan familia', 'money'],
  ['a cuanto salen las entradas', 'money'],
  ['a como esta el kilo de tomate', 'money'],
  ['cuanto hay que dar de entrada', 'money'],
  ['nivel de ruido', 'measure'],
  ['what time does it open', 'time'],
] as const)('"%s" asks for a %s', (question, kind) => {
  expect(kindsAsked(question)).toContain(kind)
})

test.each([
  ['cual es la fecha del examen', 'what is the date of the exam', 'date'],
  ['cuando caduca', 'what is the expiry', 'date'],
  ['que fecha de caducidad tiene', 'what is the expiry date', 'date'],
  ['cual es el periodo de preaviso', 'what is the notice period', 'duration'],
  ['cual es la duracion del curso', 'what is the duration of the course', 'duration'],
  ['con que antelacion hay que avisar', 'how much notice is needed', 'duration'],
  ['que altura tiene la valla', 'what is the height of the fence', 'measure'],
  ['cual es la longitud de la piscina', 'what is the length of the pool', 'measure'],
  ['que anchura tiene', 'what width is it', 'measure'],
  ['que profundidad tiene', 'what depth is it', 'measure'],
  ['a que distancia esta', 'what is the distance', 'measure'],
  ['que interes se aplica', 'what interest is charged', 'percent'],
  ['cual es la fianza', 'what is the deposit', 'money'],
  ['cual es el importe', 'what is the amount', 'money'],
  ['cual es la referencia del pedido', 'what is the reference of the order', 'code'],
  ['cual es el codigo de la puerta', 'what is the code of the door', 'code'],
  ['cuando abren', 'when do they open', 'time'],
  ['cuando cierran la piscina', 'when do they close the pool', 'time'],
] as const)('"%s" and "%s" both ask for a %s', (spanish, english, kind) => {
  expect(kindsAsked(spanish)).toContain(kind)
  expect(kindsAsked(english)).toContain(kind)
})

test.each([
  ['cuanto se paga cuando se llega tarde', 'date'],
  ['cual es la multa cuando se llega tarde', 'date'],
  ['how much do i pay when i am late', 'date'],
  ['is there an up to date list of members', 'date'],
  ['who works at height', 'measure'],
  ['what is distance selling', 'measure'],
  ['cual es el contrato a distancia', 'measure'],
  ['what is done along the length of stay', 'measure'],
  ['which places of interest are near', 'percent'],
  ['what is the dress code', 'code'],
  ['where can i deposit batteries', 'money'],
  ['what amount of water is used', 'money'],
] as const)('"%s" does not ask for a %s', (question, kind) => {
  expect(kindsAsked(question)).not.toContain(kind)
})

test.each([
  ['hay 25 socios y un perro', true],
  ['son doce', true],
  ['los auditores vienen el miercoles 22', false],
  ['the halls open to visitors on saturday at 10', false],
  ['los coches se reservan con un dia de antelacion', false],
  ['cuesta 25 € por socio, tel. 965 112 233', false],
  ['el arbolado tiene una superficie total de 14 hectareas', false],
  ['hay 14 arboles en 2 hectareas', true],
  ['abre el 1.º de mayo', false],
])('"%s" says how many: %s', (text, says) => {
  expect(hasCount(fold(text))).toBe(says)
})

test.each([
  ['que papeles piden', true],
  ['what address do i send the form to', false],
  ['what bus do i take to the beach', false],
  ['what class does she teach there', false],
  ['which bus goes to the beach', false],
  ['que interes tienen los prestamos', false],
  ['que autobus hay los domingos', false],
  ['which rooms have a view', true],
  ['que menus hay', true],
  ['que postres teneis', true],
  ['what documents do i need', true],
  ['que tienen que llevar los niños', true],
  ['que deben traer', true],
  ['que debe presentar el solicitante', true],
  ['que tienes que aportar', true],
  ['que han de entregar', true],
  ['que hay de postre', true],
  ['que hay de nuevo en el contrato', false],
  ['que tiene que ver el seguro', false],
])('"%s" asks for all of a list: %s', (question, expected) => {
  expect(asksForList(question)).toBe(expected)
})
