import { wordsOf } from './words.ts'

/** What people say to be told something, without saying what. */
const telling: ReadonlySet<string> = new Set(
  `y o por favor porfa me nos lo la los las les le alguien alguno usted ustedes vosotros alli ahi eso esto
  puede puedes pueden podeis podria podrias podrian podriais sabe sabes saben sabeis sabria sabriais decir decirme decirnos decirmelo decirnoslo
  confirmar confirmarme confirmarnos confirmarmelo confirmarlo aclarar aclararme aclararmelo informar informarme informarnos indicar
  indicarme indicarmelo ayudar ayudarme ayudarnos ayuda orientar orientarme explicar explicarme explicarmelo contestar contestarme
  responder responderme seria seriais serian tan amable amables de tal haga hagan favor
  could can would will you anyone anybody someone somebody please kindly tell me us it that this let know help confirm advise explain answer
  do does knows any idea ideas perhaps maybe be so kind as to`.split(/\s+/),
)

/** Whether a question only asks somebody to answer: `¿Me lo podéis decir?`, `Could you please let me know?`, `¿Alguien lo sabe?` */
export function onlyAsksToBeTold(question: string): boolean {
  const words = wordsOf(question)
  return words.length > 1 && /[?¿]/u.test(question) && words.every(({ plain }) => telling.has(plain))
}
