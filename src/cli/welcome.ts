import pc from 'picocolors'

/** What a person sees when everything is ready: where it listens and three commands to try. */
export function welcome(address: string, seconds: number): string {
  const url = address.replace(/\/$/, '')
  const option = url === 'http://127.0.0.1:8080' ? '' : ` --url ${url}`
  return [
    '',
    `${pc.green('Atenex is ready')} at ${pc.bold(url)} (started in ${seconds.toFixed(1)} s). Ctrl-C stops it. Try, in another terminal:`,
    '',
    `  npx atenex upload FILE_OR_FOLDER${option}`,
    `  npx atenex ask "¿Qué dice el documento sobre …?"${option}`,
    `  npx atenex check${option}`,
    '',
  ].join('\n')
}
