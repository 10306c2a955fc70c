/** Shops and what they sell, statements of a bank, leisure, jobs, Spanish and English: a concept a line, as in `concepts.ts`. */
export const conceptsOfShops = `zapateria zapato zapatos zapatillas calzado shoe shoes footwear
gasolinera gasolina gasoil repostar combustible carburante petrol fuel
panaderia pan bakery bread
pasteleria confiteria pastel pasteles tarta tartas cake cakes pastry
carniceria charcuteria carne butcher meat
pescaderia pescado fishmonger fish
fruteria fruta frutas greengrocer fruit
verduleria verdura verduras greengrocer vegetables
libreria libro libros bookshop book books
papeleria stationery stationer
peluqueria peluquero peluquera pelo barberia hairdresser haircut hair barber
floristeria flor flores ramo florist flower flowers
jugueteria juguete juguetes toy toys
joyeria joya joyas anillo jewellery jewelry jeweller
relojeria reloj relojes watch watches
optica gafas lentillas optician glasses
farmacia medicina medicinas medicamento medicamentos pharmacy chemist medicine medicines
ferreteria herramienta herramientas hardware tools
muebleria mueble muebles furniture
lavanderia tintoreria laundry cleaners
cafeteria cafe coffee
heladeria helado helados icecream
restaurante restaurantes comer cenar cena restaurant dinner meal meals
alimentacion supermercado comestibles groceries grocery supermarket
peaje peajes autopista toll tolls motorway
electricidad luz electric electrica electricity
recibo recibos domiciliado domiciliacion cargo bill bills
cajero retirada retirar sacar withdrawal withdraw cash
hamaca hamacas tumbona tumbonas sunbed lounger deckchair
sombrilla sombrillas parasol umbrella
prisa prisas urgente urgentes urgencia apuro hurry rush urgent express
aficion aficiones hobby hobbies ocio gusta gustan pasatiempo interests leisure
incorporacion incorporarse incorporar incorpora empezar disponibilidad joining start availability
descontar descontado descuentan deducir deduccion deducciones retener retencion retenido deducted deduction deductions withheld
congelar congelado congelados congelador descongelar descongelado freezer frozen freeze thaw thawed defrost
operario operarios obrero obreros trabajadores cuadrilla worker workers crew labourers
racion raciones comensal comensales personas people servings serves portions diners
alergeno alergenos alergia alergias alergico gluten allergen allergens allergy allergies allergic
emitir emite emitida enviar envia mandar manda remitir issue issues send sends
escaneado escaneo escanear escaner scan scanning scans scanned
fp ciclo vocational
autonomia alcance range
deshacer revertir anular undo revert
casado casada soltero soltera civil married single marital
averia averias averiado estropeado estropeada roto rota fallo broken breakdown fault faulty
aparcar aparcamiento estacionar estacionamiento parking park garaje garage
entrenador entrenadora monitor monitora profesor profesora coach instructor teacher trainer
guarderia infantil bebes baby babies infant nursery
perro perros dog dogs
gato gatos cat cats
bici bicis bicicleta bicicletas bike bikes bicycle cycling
merienda merendar snack
almuerzo almorzar lunch
cancelar cancelacion anular anulacion cancel cancellation
reservar reserva reservas booking book bookings reservation
perder perdido extraviado extraviar duplicado lose lost duplicate
piscina banarse bano banos swim swimming pool
ducharse ducha duchas shower showers
manta mantas edredon blanket duvet
mudanza mudarse trasladar traslado mover moving move relocate
ascensor ascensores elevador lift lifts elevator
ruido ruidos ruidoso molestar molestias noise noisy
basura basuras residuos contenedor contenedores rubbish garbage trash waste bin bins
limpieza limpiar limpia limpiadora limpio cleaning clean cleaner
jardin jardines jardineria jardinero garden gardening gardener
llave llaves cerradura cerrajero key keys lock locksmith
portero porteria conserje conserjeria porter concierge doorman
edad edades age ages
contador contadores meter meters
calefaccion calentar caldera radiador heating heater boiler radiator
inundacion inundarse fuga fugas goteras flood flooding leak leaks
robo robar robado ladron hurto atraco theft stolen burglary robbery thief
accidente accidentes golpe choque siniestro siniestros crash accident accidents claim`
