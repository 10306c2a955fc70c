/** What the client says itself, where no reply of an Atenex server says it: to whoever calls it, in their language. */
export interface TransportTexts {
  readonly stopped: string
  readonly late: (seconds: number) => string
  readonly silent: (seconds: number) => string
  readonly saidNothing: string
  readonly brokenOff: string
  readonly connectionLost: (url: string, reason: string) => string
  readonly noServer: (url: string, reason: string) => string
  readonly unknownName: (url: string, reason: string) => string
  readonly certificate: (url: string, reason: string) => string
  readonly noTls: (url: string, reason: string) => string
  /** A page of a proxy or of another program, where JSON of ours is expected. */
  readonly foreignReply: (url: string, status: number) => string
  readonly otherVersion: (url: string, field: string) => string
  readonly wholeReply: string
  readonly noEvents: (url: string) => string
  readonly unreadable: (reason: string) => string
  readonly shorter: string
}

const english: TransportTexts = {
  stopped: 'Stopped.',
  late: (seconds) => `The server did not answer within ${seconds} seconds; --timeout allows more.`,
  silent: (seconds) => `The server was silent for ${seconds} seconds; --timeout allows more.`,
  saidNothing: 'The server said nothing for too long.',
  brokenOff: 'The answer broke off.',
  connectionLost: (url, reason) => `The connection to ${url} broke (${reason}).`,
  noServer: (url, reason) =>
    `No server answers at ${url} (${reason}). Start one with "npm start" or "atenex start", or name another with --url or ATENEX_URL.`,
  unknownName: (url, reason) =>
    `The name in ${url} leads to no machine (${reason}). See that --url or ATENEX_URL is written right, and that this machine has a network.`,
  certificate: (url, reason) =>
    `The certificate of ${url} is not accepted (${reason}). Name the authority that signed it in NODE_EXTRA_CA_CERTS, or use the name it was made for.`,
  noTls: (url, reason) =>
    `What listens at ${url} does not speak TLS (${reason}). Use http:// instead of https://, if that is intended.`,
  foreignReply: (url, status) =>
    `What answers at ${url} with status ${status} is not Atenex, but a proxy or another program. Check --url or ATENEX_URL, and the proxy in between.`,
  otherVersion: (url, field) =>
    `What answers at ${url} is not this version of Atenex: ${field} is not as expected. Check --url and the versions.`,
  wholeReply: 'the whole reply',
  noEvents: (url) => `What answers at ${url} sends no events.`,
  unreadable: (reason) => `The file cannot be read: ${reason}`,
  shorter: 'The file became shorter while it was being read.',
}

const spanish: TransportTexts = {
  stopped: 'Detenido.',
  late: (seconds) => `El servidor no respondió en ${seconds} segundos; con --timeout se espera más.`,
  silent: (seconds) => `El servidor calló durante ${seconds} segundos; con --timeout se espera más.`,
  saidNothing: 'El servidor calló demasiado tiempo.',
  brokenOff: 'La respuesta se cortó.',
  connectionLost: (url, reason) => `Se cortó la conexión con ${url} (${reason}).`,
  noServer: (url, reason) =>
    `Ningún servidor responde en ${url} (${reason}). Arranca uno con «npm start» o «atenex start», o indica otro con --url o ATENEX_URL.`,
  unknownName: (url, reason) =>
    `El nombre de ${url} no lleva a ninguna máquina (${reason}). Comprueba que --url o ATENEX_URL está bien escrito y que esta máquina tiene red.`,
  certificate: (url, reason) =>
    `No se acepta el certificado de ${url} (${reason}). Indica en NODE_EXTRA_CA_CERTS la autoridad que lo firmó, o usa el nombre para el que se hizo.`,
  noTls: (url, reason) =>
    `Lo que escucha en ${url} no habla TLS (${reason}). Usa http:// en lugar de https://, si es lo que quieres.`,
  foreignReply: (url, status) =>
    `Lo que responde en ${url} con el estado ${status} no es Atenex, sino un proxy u otro programa. Revisa --url o ATENEX_URL, y el proxy que haya en medio.`,
  otherVersion: (url, field) =>
    `Lo que responde en ${url} no es esta versión de Atenex: ${field} no es como se espera. Revisa --url y las versiones.`,
  wholeReply: 'la respuesta entera',
  noEvents: (url) => `Lo que responde en ${url} no envía eventos.`,
  unreadable: (reason) => `No se puede leer el archivo: ${reason}`,
  shorter: 'El archivo se acortó mientras se leía.',
}

/** English where no language is named. */
export const transportTexts = (language: 'es' | 'en' | undefined): TransportTexts =>
  language === 'es' ? spanish : english
