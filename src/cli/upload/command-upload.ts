import type { Command } from 'commander'
import { numberArgument } from '../arguments.ts'
import { openSession, type CliContext } from '../context.ts'
import { CommandFailed, exitCodes } from '../exit.ts'
import { spokenAfter } from '../spoken-help.ts'
import { createUploadReport } from './upload-report.ts'
import { uploadFiles } from './upload.ts'

const examples = `
Examples:
  atenex upload contrato.pdf                     one file; waits until it can be asked about
  atenex upload ~/Documentos informes/2024       folders to the bottom, hidden files left out
  atenex upload --no-wait archivo/ --parallel 8  hands everything over and returns
  atenex upload --follow-links carpeta/          also what links in the folder lead to, wherever that is
  atenex upload docs/ | jq 'select(.event=="failed")'

Files that are already there count as done, so the same command can be run again safely.
Exit code: 0 everything done, 1 something failed, 2 used wrongly or no server, 130 stopped with Ctrl-C.`

const spanishExamples = `
Ejemplos:
  atenex upload contrato.pdf                     un archivo; espera a que se pueda preguntar por él
  atenex upload ~/Documentos informes/2024       carpetas hasta el fondo, sin los archivos ocultos
  atenex upload --no-wait archivo/ --parallel 8  lo entrega todo y termina
  atenex upload --follow-links carpeta/          también aquello a lo que llevan los enlaces de la carpeta, esté donde esté
  atenex upload docs/ | jq 'select(.event=="failed")'

Los archivos que ya están cuentan como hechos: el mismo comando se puede repetir sin miedo.
Código de salida: 0 todo hecho, 1 algo falló, 2 mal usado o sin servidor, 130 detenido con Ctrl-C.`

/** `atenex upload FILE|FOLDER…` */
export function registerUpload(program: Command, context: CliContext): void {
  program
    .command('upload')
    .summary('upload files and folders and wait until they are processed')
    .description('Uploads files and folders and waits until they are processed.')
    .argument('<path...>', 'files or folders')
    .option('--no-wait', 'return when everything is uploaded')
    .option('--follow-links', 'inside folders, follow links that lead out of them, and links to folders', false)
    .option('--parallel <number>', 'files sent at the same time, 1 to 16', numberArgument(1, 16), 4)
    .addHelpText('after', spokenAfter(program, examples, spanishExamples))
    .action(
      async (paths: string[], options: { wait: boolean; parallel: number; followLinks: boolean }, command: Command) => {
        const { client, json, texts } = openSession(context, command)
        const report = createUploadReport(context.terminal, json, texts.upload)
        const exitCode = await uploadFiles(
          { client, report, signal: context.signal, clock: context.clock, texts },
          { paths, ...options },
        )
        if (exitCode === exitCodes.interrupted) {
          throw new CommandFailed(exitCode, texts.upload.stopped)
        }
        if (exitCode === exitCodes.unusable) {
          throw new CommandFailed(exitCode, texts.upload.noAnswer(client.url))
        }
        if (exitCode !== exitCodes.ok) throw new CommandFailed(exitCode)
      },
    )
}
