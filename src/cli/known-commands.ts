import type { Command } from 'commander'
import { nearestWord } from '../config/nearest-word.ts'

/**
 * Refuses words in the place of a command that are none, also behind `help`: what can be read as an argument too many would be called
 * one, and help of something else would be shown.
 * @throws CommanderError, with exit code 2.
 */
export function requireKnownCommands(program: Command, argv: readonly string[]): void {
  let command = program
  let helps = false
  for (const word of operandsOf(program, argv)) {
    const known = command.commands.find((one) => one.name() === word || one.aliases().includes(word))
    if (known !== undefined) command = known
    else if (word === 'help' && !helps && command.commands.length > 0) helps = true
    else if (helps || (command.commands.length > 0 && command.registeredArguments.length === 0)) refuse(command, word)
    else return
  }
}

/** Words that are no options nor their values, up to the first that may be anything. */
function* operandsOf(program: Command, argv: readonly string[]): Generator<string> {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    if (!word.startsWith('-')) {
      yield word
      continue
    }
    const option = program.options.find(({ long, short }) => word === long || word === short)
    // an option of a command: what follows may be its value
    if (option === undefined) return
    if (option.required) at += 1
  }
}

function refuse(command: Command, word: string): never {
  const names = command.commands.map((one) => one.name())
  const near = nearestWord(word, names)
  const hint = near === null ? '' : ` (did you mean ${near}?)`
  const group = command.parent === null ? '' : ` of '${command.name()}'`
  command.error(`error: unknown command '${word}'${group}${hint}`, { code: 'commander.unknownCommand', exitCode: 2 })
}
