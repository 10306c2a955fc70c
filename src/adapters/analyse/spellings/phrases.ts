/** Words that mean something else together than one by one, folded, and the word they stand for. */
const phrases: readonly (readonly [RegExp, string])[] = (
  [
    ['(?:runs?|ran|running) out', 'expire'],
    ['(?:shar(?:e|es|ed|ing)) out', 'distribute'],
    ['look(?:s|ed|ing)? after', 'care'],
    ['hand(?:s|ed|ing)? in', 'submit'],
    ['fill(?:s|ed|ing)? (?:in|out|up)', 'complete'],
    ['sign(?:s|ed|ing)? up', 'register'],
    ['pick(?:s|ed|ing)? (?:it |them )?up', 'collect'],
    ['drop(?:s|ped|ping)? (?:it |them )?off', 'deliver'],
    ['set(?:s|ting)? (?:it |them )?up', 'install'],
    ['call(?:s|ed|ing)? off', 'cancel'],
    ['get(?:s|ting)? in touch', 'contact'],
    ['(?:carry|carries|carried) out', 'perform'],
    ['(?:take|takes|took|taking) place', 'celebrate'],
    ['annual leave', 'holiday'],
    ['(?:sick|medical) leave', 'baja'],
    ['days? off', 'holiday'],
    ['(?:pay(?:s|ing)?|paid) (?:it |me |us |you )?back', 'reimburse'],
    ['(?:get|have|got|want|give|gives|giving) (?:my|our|your|the|their) money back', 'refund'],
    ['becom(?:e|ing) (?:a )?members?', 'join'],
    ['(?:da(?:r|n|do|mos|rse|rme|rlo|rla|rnos)?|doy|dais) de alta', 'registrar'],
    ['(?:da(?:r|n|do|mos|rse|rme|rlo|rla|rnos)?|doy|dais) de baja', 'cancelar'],
    ['(?:sin|antes de) (?:el )?iva', 'base'],
    ['pon(?:er|e|en|erse) en (?:marcha|contacto)', 'iniciar'],
    ['copias? de seguridad', 'backup'],
    ['(?:tiene|tienen|tendra|tuvo) lugar', 'celebrar'],
    ['lleva(?:r|n)? a cabo', 'realizar'],
    ['fin(?:es)? de semana', 'weekend'],
    ['codigo postal', 'postcode'],
    ['mano de obra', 'labour'],
    ['(?:own|private) (?:bath|shower ?)room', 'ensuite'],
    ['(?:en[- ]suite|(?:bano|aseo) (?:propio|privado|incluido|dentro))', 'ensuite'],
    ['(?:sent|sending|send) (?:him |her |them )?off', 'dismissal'],
    ['power (?:cut|failure)s?', 'blackout'],
    ['(?:come|comes|coming|came) back', 'visit'],
    ['(?:corte|cortes) de (?:luz|corriente)', 'apagon'],
    ['(?:segunda mano|second[- ]hand)', 'usado'],
    ['(?:book|jumble|garage|yard|rummage|car[- ]boot|bring[- ]and[- ]buy) sales?', 'mercadillo'],
  ] as const
).map(([words, meaning]) => [new RegExp(`(?<![a-z])${words}(?![a-z])`), meaning])

/** What the phrases of a folded text stand for, besides their words. */
export function phrasesIn(folded: string): string[] {
  return phrases.flatMap(([words, meaning]) => (words.test(folded) ? [meaning] : []))
}
