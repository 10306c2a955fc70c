/** What is called otherwise on the two sides of the Atlantic, in Spanish and in English: a concept a line, as in `concepts.ts`. */
export const conceptsOfAmerica = `carro coche auto car
pileta alberca piscina pool
colegiatura mensualidad tuition
cedula dni identidad
plata dinero money
anteojos lentes gafas glasses spectacles
pasto grama cesped grass lawn
frazada cobija manta blanket
heladera refrigerador nevera frigorifico fridge refrigerator
guagua autobus bus
vereda banqueta acera pavement sidewalk
encomienda paquete parcel
durazno melocoton peach
papas patatas potatoes
palta aguacate avocado
frutilla fresa strawberry
jugo zumo juice
torta tarta pastel cake
camarones gambas langostinos prawns shrimp
choclo elote maiz corn
porotos frijoles judias alubias beans
ananas pina pineapple
remera playera polera camiseta shirt
zapatillas deportivas tenis trainers sneakers
aretes aros pendientes earrings
lapicera birome boligrafo pen
canilla grifo tap faucet
cajuela baul maletero boot trunk
llanta llantas neumatico tyre tire
nafta bencina gasolina petrol
cochera parqueadero parqueo estacionamiento aparcamiento garaje parking
closet placard armario wardrobe
capo bonnet
zip postcode postal
soccer football futbol
jersey sweater jumper pullover
eggplant aubergine berenjena
zucchini courgette calabacin
cilantro coriander
queue cola
drugstore pharmacy chemist farmacia
realtor inmobiliaria
term semester trimestre semestre
maths math matematicas
candy sweets caramelos chuches golosinas
chips crisps fries
jelly jam mermelada
mince picada
pitcher jug jarra
cooker stove hob
hoover vacuum aspiradora
tirita curita
shot jab vaccine vaccination vacuna
locador arrendador propietario dueno lessor landlord
locatario locataria arrendatario inquilino tenant lessee
locacion alquiler arrendamiento
retirar recoger
reprobar suspender fail
boleta boletin calificaciones notas
boleta recibo factura
restroom bathroom loo toilet aseo bano
aguinaldo extra
desempleados parados desempleo unemployed`
