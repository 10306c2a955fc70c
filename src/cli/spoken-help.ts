import { Help, type Argument, type Command, type HelpConfiguration, type Option } from 'commander'
import { spanishHelp } from './texts/spanish-help.ts'
import { spanishRefusals } from './texts/spanish-refusals.ts'

/** What is said around a description, such as `(default: 30, env: …)`. */
const aroundDescriptions: readonly (readonly [RegExp, string])[] = [
  [/\bchoices: /, 'valores: '],
  [
    /\bdefault: that of this machine, as in LC_ALL, LC_MESSAGES or LANG/,
    'por defecto: el de esta máquina, como en LC_ALL, LC_MESSAGES o LANG',
  ],
  [/\bdefault: /, 'por defecto: '],
  [/\benv: /, 'variable: '],
]

/** The help of `program`, in the language its options say when it is shown. */
export function spokenHelp(program: Command): HelpConfiguration {
  const spoken = (text: string) => inLanguage(program, text)
  const plain = new Help()
  const told = (described: Option | Argument, shown: string) => {
    const text = described.description
    if (language(program) === 'en' || text === undefined) return shown
    const translated = shown.replace(text, () => spoken(text))
    return aroundDescriptions.reduce((said, [english, spanish]) => said.replace(english, spanish), translated)
  }
  return {
    showGlobalOptions: true,
    styleTitle: spoken,
    commandDescription: (command) => spoken(plain.commandDescription(command)),
    subcommandDescription: (command) => spoken(plain.subcommandDescription(command)),
    optionDescription: (option) => told(option, plain.optionDescription(option)),
    argumentDescription: (argument) => told(argument, plain.argumentDescription(argument)),
  }
}

/** Text behind a command's help, in both languages. */
export const spokenAfter =
  (program: Command, english: string, spanish: string): (() => string) =>
  () =>
    language(program) === 'es' ? spanish : english

/** What is said to who uses the command line wrongly. */
export function spokenRefusal(program: Command, english: string): string {
  if (language(program) === 'en') return english
  return spanishRefusals.reduce((said, [pattern, spanish]) => said.replace(pattern, spanish), english)
}

const language = (program: Command) => program.opts<{ readonly language?: 'es' | 'en' }>().language ?? 'en'

const inLanguage = (program: Command, text: string) =>
  language(program) === 'es' ? (spanishHelp.get(text) ?? text) : text
