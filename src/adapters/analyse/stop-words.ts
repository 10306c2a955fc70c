/**
 * Words that say nothing about the subject: articles, pronouns, prepositions, auxiliary verbs, and the words questions are
 * made of. Folded (no accents, lower case), because they are compared with folded text; without this "qué" and "que"
 * would be treated differently. Single letters left over from English contractions are included.
 */
export const spanishStopWords: ReadonlySet<string> = new Set(
  `a al algo alguna algunas alguno algunos algun ambos ante antes aquel aquella aquellas aquello aquellos aqui asi aun
  aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuya cuyas cuyo
  cuyos da de debe deben del dentro desde despues dice donde dos durante e el ella ellas ello ellos en entonces entre era
  eran eras eres es esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esto estos estoy fue
  fueron fui ha habia habian haber hace hacen hacer hacia han hasta hay he hemos hizo hubo incluso la las le les lo los
  mas me mediante mi mia mias mientras mio mios mis misma mismas mismo mismos mucha muchas mucho muchos muy nada ni
  ningun ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero
  poco por porque pues puede pueden pudo que quien quienes se sea sean segun ser si sido siempre siendo sin sino sobre
  sois solo somos son soy su sus suya suyas suyo suyos tal tales tambien tampoco tan tanta tantas tanto tantos te tenemos
  tener tenia tenian tengo ti tiene tienen toda todas todavia todo todos tras tu tus tuvo tuya tuyas tuyo tuyos u un una
  unas uno unos usted ustedes va vosotras vosotros vuestra vuestras vuestro vuestros y ya yo`.split(/\s+/),
)

export const englishStopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are aren as at be because been before being below between
  both but by can cannot could couldn d did didn do does doesn doing don down during each either else ever few for from
  further had hadn has hasn have haven having he her here hers herself him himself his how however i if in into is isn it
  its itself just let ll m many may me might more most much must mustn my myself neither no nor not now of off on once
  one only or other others ought our ours ourselves out over own per re s same shall shan she should shouldn since so
  some such t than that the their theirs them themselves then there these they this those through thus to too under until
  up upon us ve very was wasn we were weren what when where whether which while who whom whose why will with within
  without won would wouldn yes yet you your yours yourself yourselves`.split(/\s+/),
)
