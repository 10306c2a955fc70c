/**
 * Words with which people ask that say next to nothing about what: auxiliaries, what one does with anything, and words for anything.
 * Folded. Where a text says one, it counts as any other; that nothing says it is no sign of an answer that is not there.
 */
const light: ReadonlySet<string> = new Set(
  `puedo puedes podemos podeis podre podria podrias podriamos podrian pueda puedan tienes teneis tendria tendre
  hago haces hacemos haceis haga hagan hare haria voy vas vamos vais van ir iria quiero quieres quiere queremos quereis quieren quisiera
  necesito necesitas necesitamos debo debes debemos deberia doy das damos dais dan dar pongo pone ponen poner queda quedan quedo quedamos
  lleva llevan llevar llevas utiliza utilizan usa usan usar uses use used using
  toca tocan dando dado deja dejan dejais pasa pasar pasaria pasan ocurre sirve sirven vuelvo volvemos volver llevo llevamos suele suelen
  significa significan significado definicion definition meaning means stands
  adonde algo alguien gente persona cosa cosas sitio manera forma vez veces favor gracias hola uno sabes saber decir dime acaso viene vienen
  get gets got getting take takes put puts go goes going come comes want wants need needs give gives given make makes let lets
  way thing things anything something everything person someone somebody anyone anybody please happen happens know tell like able mean
  still yet even really actually got gotten lot sort kind
  husband wife boyfriend girlfriend marido esposo esposa novio novia`.split(/\s+/),
)

/**
 * What anything has or comes in: "the name of the project", "battery level", "pieces". Where a text says one, it counts as any other word; that
 * nothing says it is no sign of an answer that is not there. Folded.
 */
const general: ReadonlySet<string> = new Set(
  `name names nombre nombres number numbers numero numeros level levels nivel niveles value values valor valores amount amounts cantidad cantidades quantity quantities
  piece pieces pieza piezas unit units unidad unidades item items exact exacto exacta exactly exactamente
  lista listas listado list lists`.split(/\s+/),
)

export const isGeneral = (word: string): boolean => general.has(word)

export function isLight(word: string): boolean {
  return light.has(word)
}

/** How many words of a folded text are light, each as often as it stands there. */
export const countLight = (folded: string): number => (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter(isLight).length
