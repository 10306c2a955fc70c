/**
 * What the command line says when it is used wrongly, by its English: a pattern of the parser of arguments, or of ours, and the Spanish.
 * Several may stand in one text, such as what was refused and why.
 */
export const spanishRefusals: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.*)'/, "error: falta el argumento '$1'"],
  [/^error: option '(.*)' argument missing/, "error: falta el valor de la opción '$1'"],
  [/^error: option '(.*?)' argument '(.*)' is invalid\./s, "error: la opción '$1' no admite '$2'."],
  [
    /^error: option '(.*?)' value '(.*)' from env '(.*?)' is invalid\./s,
    "error: la opción '$1' no admite '$2', que está en la variable $3.",
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\./s,
    "error: el argumento '$2' no admite '$1'.",
  ],
  [/^error: unknown option '(.*)'/, "error: no existe la opción '$1'"],
  [/^error: unknown command '(.*?)' of '(.*?)'/, "error: no existe el comando '$1' de '$2'"],
  [/^error: unknown command '(.*?)'/, "error: no existe el comando '$1'"],
  [
    /^error: too many arguments(?: for '.*?')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    'error: sobran argumentos: hay $2 en lugar de $1: $3.',
  ],
  [/ Allowed choices are (.*)\.$/, ' Se admite: $1.'],
  [
    / It is not a UUID \(32 hexadecimal digits as 8-4-4-4-12\)\.$/,
    ' No es un UUID (32 cifras hexadecimales: 8-4-4-4-12).',
  ],
  [/ It is not a whole number from (\d+) to (\d+)\.$/, ' No es un número entero de $1 a $2.'],
  [/ It is not a number of seconds\.$/, ' No es un número de segundos.'],
  [/ It is not an address such as (\S+)\.$/, ' No es una dirección como $1.'],
  [
    / It must hold no user or password: give a key with --key or ATENEX_API_KEY\.$/,
    ' No debe llevar usuario ni contraseña: da una clave con --key o ATENEX_API_KEY.',
  ],
  [/ It must end with its path, without \? or #\.$/, ' Tiene que acabar en la ruta, sin ? ni #.'],
  [/\(did you mean one of (.*)\?\)$/i, '(¿querías decir alguno de estos: $1?)'],
  [/\(did you mean (.*)\?\)$/i, '(¿querías decir $1?)'],
  [/^\(--help shows how it is used\)$/, '(--help muestra cómo se usa)'],
]
