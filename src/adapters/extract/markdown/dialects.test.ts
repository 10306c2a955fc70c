import { describe, expect, it } from 'vitest'
import { markdownDrafts } from './markdown-drafts.ts'

const said = (text: string): readonly string[] =>
  markdownDrafts(text).map((draft) => `${draft.kind} ${draft.text.trim()}`)

describe('boxes and tabs of MkDocs', () => {
  it('are read below their titles, one inside of the other too', () => {
    const text = [
      '!!! warning "Antes de empezar"',
      '    Pare el servicio.',
      '',
      '    ??? note',
      '        Tarda un minuto.',
      '',
      '    Luego siga.',
      '=== "Linux"',
      '',
      '    ``` bash',
      '    rsync -a /srv nas:/copias',
      '    ```',
      '',
      'Fin del apartado.',
    ]
    expect(said(text.join('\n'))).toEqual([
      'paragraph Antes de empezar',
      'paragraph Pare el servicio.',
      'paragraph Tarda un minuto.',
      'paragraph Luego siga.',
      'paragraph Linux',
      'code rsync -a /srv nas:/copias',
      'paragraph Fin del apartado.',
    ])
  })

  it('are none in code, without a part set to the right, or in a sentence', () => {
    expect(said('```\n!!! note\n    x\n```')).toEqual(['code !!! note\n    x'])
    expect(said('!!! note\n\nUna frase.')).toEqual(['paragraph !!! note', 'paragraph Una frase.'])
    expect(said('¿¿¿Qué??? y !!! ya\n\n    codigo')).toEqual(['paragraph ¿¿¿Qué??? y !!! ya', 'code codigo'])
  })
})

describe('a list of definitions', () => {
  it('says each explanation behind its term', () => {
    const text =
      'Plazo\n:   30 días en disco\n\n:   365 días en cinta\n\n**Cloro libre**\n\n~   Entre 0,5 y 2 mg/L.\n\nQ10\n: Coenzima\n\n*[NAS]: Disco en red'
    expect(said(text)).toEqual([
      'paragraph Plazo: 30 días en disco',
      'paragraph Plazo: 365 días en cinta',
      'paragraph Cloro libre: Entre 0,5 y 2 mg/L.',
      'paragraph Q10: Coenzima',
      'paragraph NAS: Disco en red',
    ])
  })

  it('is none below a sentence, a wrapped paragraph, a table or a heading, and none in code', () => {
    for (const text of [
      'Una frase entera.\n: otra',
      'Uno que\nsigue aquí\n: otra',
      '# Título\n\n: otra',
      '| a |\n| - |\n\n: Pie',
      '```\na\n: b\n```',
    ])
      expect(said(text).join('\n')).not.toMatch(/(?:entera\.|aquí|Título|a): (?:otra|Pie|b)/u)
  })
})

it('a table that is drawn is read row by row, whatever lines its cells take', () => {
  const table = [
    '+----------+--------+-------------+',
    '| Abono    | Precio | Condiciones |',
    '+==========+:======:+=============+',
    '| Familiar | 180 €  | - hasta 5   |',
    '|          |        | - con carné |',
    '+----------+--------+-------------+',
    '| Suelto   |        | **ninguna** |',
    '+----------+--------+-------------+',
  ].join('\n')
  expect(said(`Precios:\n\n${table}\n`)).toEqual([
    'paragraph Precios:',
    'table-row Abono | Precio | Condiciones',
    'table-row Familiar | 180 € | - hasta 5 - con carné',
    'table-row Suelto |  | ninguna',
  ])
})

it('the names of a heading may stand behind blanks or a colon', () => {
  expect(said('# Copias { #copias .grande }\n\n## Uso {: .x }')).toEqual(['heading Copias', 'heading Uso'])
})
