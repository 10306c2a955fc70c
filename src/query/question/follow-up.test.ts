import { describe, expect, test } from 'vitest'
import { resolveFollowUp } from './follow-up.ts'
import { topicsOf } from './topic.ts'

describe('a follow-up', () => {
  test.each([
    ['¿Y cuánto cuesta?', ['¿Cuándo abre la piscina municipal?'], '¿Y cuánto cuesta la piscina municipal?'],
    ['y cuando cierra', ['cuando abre la piscina municipal'], 'y cuando cierra la piscina municipal'],
    ['¿Cuánto cuesta?', ['¿Dónde está el gimnasio?'], '¿Cuánto cuesta el gimnasio?'],
    ['¿Y el gimnasio?', ['¿Cuándo abre la piscina municipal?'], '¿Cuándo abre el gimnasio?'],
    ['¿Y los gatos?', ['¿Qué comen los perros?'], '¿Qué comen los gatos?'],
    ['¿Y los lunes?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina los lunes?'],
    ['¿Y el sábado?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina el sábado?'],
    ['¿Y los fines de semana?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina los fines de semana?'],
    ['¿Y los días festivos?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina los días festivos?'],
    ['¿Y los días de fiesta?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina los días de fiesta?'],
    ['¿Y los días laborables?', ['¿Qué hay los festivos?'], '¿Qué hay los días laborables?'],
    ['And bank holidays?', ['When does the pool open?'], 'When does the pool open bank holidays?'],
    ['¿Y el lunes?', ['¿Qué hay el domingo?'], '¿Qué hay el lunes?'],
    ['And on Mondays?', ['When does the pool open?'], 'When does the pool open on Mondays?'],
    ['And weekends?', ['When does the pool open?'], 'When does the pool open weekends?'],
    ['¿Y los domingueros?', ['¿Qué comen los perros?'], '¿Qué comen los domingueros?'],
    ['¿Y en agosto?', ['¿Cuándo abre la piscina?'], '¿Cuándo abre la piscina en agosto?'],
    [
      '¿Quién lo firma?',
      ['¿Qué dice el contrato de Talleres Segura?'],
      '¿Quién lo firma el contrato de Talleres Segura?',
    ],
    ['And how much does it cost?', ['When does the pool open?'], 'And how much does it cost the pool?'],
    ['What about the gym?', ['What does the pool cost?'], 'What does cost the gym?'],
    ['¿Quién la dirige?', ['¿Cuándo canta la coral Albada?'], '¿Quién la dirige la coral Albada?'],
    ['¿Dónde las vendéis?', ['¿Cuánto cuestan las entradas?'], '¿Dónde las vendéis las entradas?'],
    ['¿Cómo la pido?', ['¿Qué es la ayuda al alquiler?'], '¿Cómo la pido la ayuda al alquiler?'],
    ['¿Quién se los lleva?', ['¿Dónde están los contenedores?'], '¿Quién se los lleva los contenedores?'],
    ['¿Y el coro?', ['¿Cuándo ensaya la orquesta?', '¿Quién la dirige?'], '¿Quién la dirige el coro?'],
    ['¿Cuál es la cuota?', ['¿Cuándo ensaya la orquesta?', '¿Quién la dirige?'], '¿Cuál es la cuota de la orquesta?'],
    ['What is the fee?', ['When does the string band perform?'], 'What is the fee of the string band?'],
    ['What is the capacity?', ['Where is the blue room?'], 'What is the capacity of the blue room?'],
    ['And for the choir?', ['Where is the brass band?', 'What is the fee?'], 'What is the fee for the choir?'],
    ['¿Y para el coro?', ['¿Cuándo ensaya la orquesta?', '¿Cuál es la cuota?'], '¿Cuál es la cuota para el coro?'],
    ['and when was the boiler serviced', ['who lives in flat 3C?'], 'and when was the boiler serviced in flat 3C'],
    [
      '¿Y cuánto cuesta una sesión?',
      ['¿Quién es la responsable de fisioterapia?'],
      '¿Y cuánto cuesta una sesión de fisioterapia?',
    ],
    ['¿Y la de logopedia?', ['¿Cuánto cuesta una sesión de fisioterapia?'], '¿Cuánto cuesta una sesión de logopedia?'],
    ['¿Y para niños?', ['¿Cuánto cuesta la piscina?'], '¿Cuánto cuesta la piscina para niños?'],
    [
      'And the yearly premium?',
      ['What does the Oak plan cover?', 'What is the waiting period?'],
      'And the yearly premium of the Oak plan?',
    ],
    ['and the subscription?', ['Where does the choir rehearse?'], 'and the subscription of the choir?'],
    ['¿Y la fianza?', ['¿Dónde está el polideportivo?'], '¿Y la fianza del polideportivo?'],
    ['¿Y la ﬁanza?', ['¿Dónde está el polideportivo?'], '¿Y la ﬁanza del polideportivo?'],
    ['¿Quién está al frente?', ['¿Dónde está la sede de Lugo?'], '¿Quién está al frente la sede de Lugo?'],
    ['When did he join?', ['Who leads the pharmacy?'], 'When did he join the pharmacy?'],
    ['Where is her office?', ['Who leads the pharmacy?'], 'Where is her office the pharmacy?'],
    ['¿Quién conduce?', ['¿Cuándo sale el autobús escolar?'], '¿Quién conduce el autobús escolar?'],
    ['¿Cuándo se entrega?', ['¿Qué gana el premio Albada?'], '¿Cuándo se entrega el premio Albada?'],
    [
      'How long are parcels kept there?',
      ['When does the post office open?'],
      'How long are parcels kept there the post office?',
    ],
    ['¿QUIÉN CONDUCE?', ['¿Cuándo sale el autobús escolar?'], '¿QUIÉN CONDUCE el autobús escolar?'],
    ['WHO DRIVES?', ['When does the school bus leave?'], 'WHO DRIVES the school bus?'],
    ['¿QUÉ SE COME ALLÍ?', ['¿Dónde está el comedor escolar?'], '¿QUÉ SE COME ALLÍ el comedor escolar?'],
    ['¿Y el plazo?', ['¿Cuál es el presupuesto del Proyecto Beta?'], '¿Y el plazo del Proyecto Beta?'],
  ])('"%s" after %j asks "%s"', (question, earlier, expected) => {
    expect(resolveFollowUp(question, earlier)).toBe(expected)
  })

  test('goes back over follow-ups to what the chat is about', () => {
    const earlier = ['¿Cuándo abre la piscina municipal?', '¿Y cuánto cuesta?']
    expect(resolveFollowUp('¿Y cuándo cierra?', earlier)).toBe('¿Y cuándo cierra la piscina municipal?')
  })

  test.each([
    ['¿Cuándo abre la biblioteca?', ['¿Cuándo abre la piscina?']],
    ['¿Y cuánto cuesta el carné de la biblioteca?', ['¿Cuándo abre la piscina?']],
    ['¿Y cuándo abre el gimnasio?', ['¿Cuándo abre la piscina?']],
    ['¿Y dónde vive Ana Torres?', ['¿Quién vive en el piso 3B?']],
    ['¿Cuándo la feria?', ['¿Cuándo abre la piscina?']],
    ['¿Dónde los contenedores?', ['¿Cuándo abre la piscina?']],
    ['¿Quién paga la luz?', ['¿Cuándo abre la piscina?']],
    ['¿Es cierto que la biblioteca de verano cierra?', ['¿Cuándo abre la piscina?']],
    ['¿Cuál es la cuota del gimnasio?', ['¿Cuándo abre la piscina?']],
    ['What is the library fee?', ['When does the pool open?']],
    ['horario gimnasio', ['¿Cuándo abre la piscina?']],
    ['¿Qué es compostaje?', ['¿Cuándo abre la piscina?']],
    ['Who was Mozart?', ['When does the pool open?']],
    ['¿Y cuánto cuesta?', []],
    ['gracias', ['¿Cuándo abre la piscina?']],
  ])('"%s" after %j stands alone', (question, earlier) => {
    expect(resolveFollowUp(question, earlier)).toBeNull()
  })

  test('finds what a question is about', () => {
    expect(topicsOf('¿Cuándo abre la piscina municipal?')).toEqual(['la piscina municipal'])
    expect(topicsOf('¿Cuánto cuesta?')).toEqual([])
    expect(topicsOf('When does the string band perform?')).toEqual(['the string band'])
    expect(topicsOf('When does the indoor pool open?')).toEqual(['the indoor pool'])
    expect(topicsOf('¿Quién la dirige la orquesta?')).toEqual(['la orquesta'])
    expect(topicsOf('horario piscina municipal')).toEqual(['piscina municipal'])
  })
})
