import { saysItsName } from './says-its-name.ts'
import { saysItsNumber } from './says-its-number.ts'
import { saysWhoHeadsIt } from './says-who-heads-it.ts'
import { saysWhoItIs } from './says-who-it-is.ts'

/** Whether a text says the name, the number or the person of what is asked for directly with what it is. */
export const saysWhatIsAsked = (asked: string, text: string): boolean =>
  saysItsName(asked, text) || saysItsNumber(asked, text) || saysWhoItIs(asked, text) || saysWhoHeadsIt(asked, text)
