/**
 * Spanish verbs whose forms no stem brings together, because too little is left before their endings, and that mean nothing else in
 * any form; those of `concepts-of-forms.ts` besides.
 */
export const verbs: readonly string[] =
  `abonar aceptar acudir admitir afectar ajustar alojar alquilar amarrar ampliar anotar anular apagar
  aparcar apilar aportar apuntar arrancar asar asistir atar avisar ayudar barrer beber borrar buscar caducar calar callar cambiar cancelar
  cantar cargar cavar cazar cenar cesar cifrar citar cobrar cocer cocinar colocar comer comprar consumir contratar copiar correr cortar coser
  costear criar cuidar cultivar cumplir curar dejar denunciar depositar desayunar descansar descargar desmontar detectar dirigir disfrutar
  doblar donar duchar durar echar educar emitir enchufar engrasar ensayar entrar entregar enviar esperar esquilar estudiar evitar exigir
  facturar fallar fijar filtrar financiar firmar formar fumar gastar girar guardar habitar hablar hornear ingresar instalar invitar lavar levantar
  liberar limpiar listar llamar llegar llenar llevar lograr mandar manejar medicar mezclar mirar mojar montar multar nacer nadar navegar nombrar
  notificar ocupar odiar olvidar ordenar pagar partir pasar pasear patinar pelar permitir pesar pescar picar pilotar pintar pisar planchar podar
  portar preguntar preparar presentar prestar pulsar quedar quemar quitar rebajar recibir recoger recortar reembolsar regalar registrar relevar
  rellenar remar reparar repartir reservar residir responder retirar reunir revisar robar rodar sacar saltar salvar secar sellar separar silbar
  sobrar soldar solicitar sonar subir sudar sumar superar talar tapar tardar tasar tejer terminar tirar tocar tomar torcer tostar trabajar
  tratar triturar ubicar unir usar utilizar vaciar vacunar valer variar vender ventilar vigilar visitar vivir votar`
    .trim()
    .split(/\s+/)
