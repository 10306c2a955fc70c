import { sections } from '../src/config/setting.ts'
import type { Section } from '../src/config/setting.ts'
import { allSettings } from '../src/config/environment.ts'
import { openProgram } from '../src/cli/open-program.ts'

type Described = ReturnType<typeof allSettings>[number]

const notice = 'Generated from src/config by "npm run docs"; "npm run check" fails when it is out of date.'

const introduction = `# Configuration

<!-- ${notice} -->

Atenex is configured by environment variables, or by a file \`.env\` in the folder it is started in; variables override the
file. Nothing has to be set: without any variable everything runs on this machine. A wrong or contradictory value stops
the start with a list of all problems; an unknown \`ATENEX_…\` name is reported with the nearest known one.

- **Other names** (those of the original's services) are accepted, in the order given, when the first name is not set.
- **Secrets** are never printed. Each is also accepted as \`<NAME>_FILE\`, the path of a file that holds it; the file is read again
  when it changes.
- **A blank value** counts as not set, except an empty Zilliz key: it stops the start, unless \`ATENEX_VECTOR_STORE\` names another store
  or the address begins with \`http://\`.
- **Two sides**: vector store settings of one side (\`INGEST_…\`, \`QUERY_…\`) that are not set are taken from the other side;
  credentials only all together.
- **Read by** names the roles (\`ATENEX_ROLES\`) that use a setting.
`

/** The table of settings for people, `docs/configuration.md`. */
export function configurationPage(): string {
  return `${introduction}\n${sections.map((section) => sectionTable(section)).join('\n')}\n${commandLineTable()}`
}

/** The same as a file to copy to `.env`; every line is a comment, so that a plain copy changes nothing. */
export function environmentExample(): string {
  const blocks = sections.map((section) => {
    const lines = settingsOf(section).map((setting) => exampleLines(setting))
    return [`# ---- ${section} ----`, '', ...lines].join('\n')
  })
  return `# ${notice}\n# Copy to .env and uncomment what you change.\n\n${blocks.join('\n')}`
}

function settingsOf(section: Section): readonly Described[] {
  return allSettings().filter((setting) => setting.section === section)
}

function sectionTable(section: Section): string {
  const rows = settingsOf(section).map((setting) =>
    [name(setting), meaning(setting), defaultOf(setting), readBy(setting)].map(cell).join(' | '),
  )
  return [
    `## ${section}`,
    '',
    '| Variable | Meaning | Default | Read by |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n')
}

/** Not settings of an installation: what the commands that ask a server take from the environment. */
function commandLineTable(): string {
  const { program } = openProgram({ version: '' })
  const rows = program.options
    .filter(({ envVar }) => envVar !== undefined)
    .map(({ envVar, long, description, defaultValue, defaultValueDescription }) => {
      const fallback =
        defaultValueDescription ?? (defaultValue === undefined ? 'not set' : `\`${String(defaultValue)}\``)
      return `| \`${envVar}\` | \`${long}\` | ${cell(description)} | ${fallback} |`
    })
  return [
    '## Command line',
    '',
    'Read by the commands that ask a running server, such as `atenex ask`; an option wins over its variable.',
    '',
    '| Variable | Option | Meaning | Default |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function name(setting: Described): string {
  const others = setting.aliases.map((alias) => `\`${alias}\``).join(', ')
  const secret = setting.secret ? '<br>secret' : ''
  return `\`${setting.env}\`${others === '' ? '' : `<br>or ${others}`}${secret}`
}

function meaning(setting: Described): string {
  return setting.example === '' ? setting.description : `${setting.description} Example: \`${setting.example}\``
}

function defaultOf(setting: Described): string {
  if (setting.defaultText !== undefined) return setting.defaultText
  return setting.default === null ? 'not set' : `\`${JSON.stringify(setting.default).replaceAll('"', '')}\``
}

function readBy(setting: Described): string {
  return setting.roles.length === 3 ? 'all' : setting.roles.join(', ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function exampleLines(setting: Described): string {
  const value = setting.secret ? '' : setting.example
  const remark = setting.secret ? ' Secret.' : ` Default: ${defaultOf(setting)}.`
  return `# ${setting.description}${remark}\n#${setting.env}=${value}\n`
}
