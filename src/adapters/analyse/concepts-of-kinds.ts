/**
 * General words and what they are said of, Spanish and English, folded: a kind a line, its words before the sign and its examples behind it.
 * Who asks for "pescado" means hake, too, and who asks for hake is told by a line about fish; hake and tuna are not the same.
 */
export const kinds = `pescado fish > merluza bacalao atun salmon sardina boqueron dorada lubina trucha lenguado rape anchoa caballa cod hake tuna trout sardines anchovies haddock plaice mackerel
marisco mariscos seafood shellfish > gamba gambas langostino mejillon almeja calamar pulpo sepia cangrejo prawn prawns shrimp mussel mussels squid octopus crab lobster
carne meat > pollo ternera cerdo cordero vaca pavo conejo jamon chorizo carrilleras solomillo hamburguesa albondigas chicken beef pork lamb turkey ham bacon sausage steak veal
verdura verduras hortalizas vegetales vegetables > lechuga berenjena calabacin espinacas brocoli zanahoria pimiento setas champinon judias acelgas coliflor lettuce aubergine courgette spinach broccoli carrot pepper mushrooms cauliflower
legumbres pulses legumes > lentejas garbanzos alubias judias lentils chickpeas beans
fruta fruit > manzana pera platano naranja uva melon sandia fresa fresas melocoton apple pear banana orange grapes strawberries peach
lacteos lacteo dairy > leche queso yogur nata mantequilla milk cheese yoghurt yogurt cream butter
postre postres dessert desserts pudding > tarta helado flan natillas fruta yogur cake cheesecake icecream tiramisu
frutos secos nuts > almendra almendras nuez nueces avellana avellanas cacahuete pistacho almonds walnuts hazelnuts peanuts pistachios
bebida bebidas drink drinks > agua vino cerveza refresco zumo cafe te infusion water wine beer juice coffee tea soda
alcohol alcoholica alcoholicas alcoholic > vino cerveza licor cava ginebra wine beer spirits liquor
pasta > macarrones espaguetis lasana canelones ravioli macaroni spaghetti lasagne
dulces sweets > caramelo caramelos bolleria galletas chocolate pastel candy biscuits cookies
mascota mascotas animal animales pet pets animals > perro perros gato gatos perra conejo pajaro hamster dog dogs cat cats bird rabbit
vehiculo vehiculos vehicle vehicles > coche moto furgoneta camion bicicleta patinete autocaravana car motorbike van truck lorry bike bicycle scooter
transporte transport > autobus tren metro taxi avion coche bus train underground flight
ropa prendas clothes clothing garments > camiseta camisetas pantalon camisa chaqueta abrigo zapatos calcetines sudadera jersey shirt trousers jacket coat shoes socks jumper sweater
calzado footwear > zapatos botas zapatillas sandalias shoes boots trainers sandals
familiar familiares familia relative relatives family > padre madre hijo hija hermano hermana abuelo abuela conyuge primo suegro father mother son daughter brother sister grandparent spouse cousin
electrodomestico electrodomesticos appliance appliances > lavadora nevera horno lavavajillas microondas secadora washer fridge oven dishwasher microwave dryer
muebles mobiliario furniture > mesa silla armario sofa cama estanteria table chair wardrobe couch bed shelf desk
dispositivo dispositivos aparatos electronicos device devices electronics gadgets > movil tablet portatil ordenador telefono consola auriculares camara reloj phone laptop computer tablet console headphones camera watch
equipo equipos material equipment > portatil pantalla ordenador teclado auriculares raton impresora laptop screen computer keyboard headset printer
objetos personales valor pertenencias belongings valuables > mochila bolso cartera movil joyas reloj dinero bag purse wallet phone jewellery watch cash
deporte deportes sport sports > futbol tenis natacion esqui baloncesto padel ciclismo escalada submarinismo football tennis swimming skiing basketball cycling climbing diving
invierno nieve winter snow > esqui esquiar snowboard snowboarding trineo skiing ski sledging
herramienta herramientas tool tools > martillo taladro destornillador sierra llave alicates hammer drill screwdriver saw wrench pliers
impuestos tributos taxes > iva ibi irpf basuras iae vat council
documentacion documentos identificacion documents identification id > dni pasaporte nie carne nif certificado passport licence certificate
medico doctor > pediatra cardiologo dermatologo oftalmologo ginecologo traumatologo paediatrician cardiologist dermatologist
medicamento medicamentos medicina medicine medicines medication > antibiotico ibuprofeno paracetamol aspirina jarabe gotas crema pastilla comprimido pomada antibiotic ibuprofen aspirin syrup drops pill pills tablet tablets ointment
enfermedad enfermedades illness disease > gripe cancer diabetes asma hipertension infeccion flu diabetes asthma infection
efectos secundarios adversos sintomas effects symptoms > dolor mareo nauseas fiebre vomitos diarrea somnolencia picor erupcion headache dizziness nausea fever vomiting diarrhoea drowsiness rash
fin finde weekend > sabado domingo saturday sunday
entre laborables laborable weekday weekdays > lunes martes miercoles jueves viernes monday tuesday wednesday thursday friday
union europea ue comunitario eu europe european europa > espana francia alemania italia portugal polonia austria belgica irlanda holanda grecia suecia spain france germany italy poland belgium ireland netherlands greece sweden finland denmark
reino unido uk britain > inglaterra escocia gales londres england scotland wales london
extranjero internacional abroad overseas international > francia portugal alemania italia mexico argentina marruecos china france germany italy mexico japan america usa
francia france > paris lyon marsella
alemania germany > berlin munich hamburgo frankfurt
noruega norway > oslo bergen
suiza switzerland > zurich ginebra basilea berna geneva
portugal > lisboa oporto lisbon porto
italia italy > roma milan turin rome
islas insular islands > canarias baleares mallorca tenerife ibiza canary balearic
moneda divisa currency > euro euros dolar dolares libra libras yen pounds dollars
pago pagar formas payment methods > tarjeta efectivo bizum transferencia paypal domiciliacion cheque card cash transfer cheque check
tarjeta card > visa mastercard debito credito debit credit
red redes sociales social media > facebook instagram twitter tiktok linkedin
papel papeleria stationery > folios cuaderno boligrafo carpeta sobres paper notebook pen folder envelopes
mal tiempo weather > lluvia viento tormenta nieve niebla temporal rain wind storm snow fog
combustible fuel > gasolina diesel gasoleo petrol
vivienda inmueble property home > piso casa apartamento chalet atico estudio flat house apartment studio bungalow
material materiales > madera acero aluminio plastico vidrio algodon cuero lana hierro wood steel aluminium plastic glass cotton leather wool iron
idioma idiomas lengua language languages > ingles frances aleman espanol italiano catalan chino castellano english french german spanish italian chinese`
