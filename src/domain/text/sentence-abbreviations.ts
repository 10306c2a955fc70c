/** Words that are followed by a name or a number: a full stop after them never ends a sentence. Lower case, without the stop. */
export const openAbbreviations: ReadonlySet<string> = new Set(
  // Spanish: titles, references, addresses, quantities
  (
    'sr sra sres sras srta dr dra dres d dña dª prof profa lic lcdo lcda ing arq mtro excmo excma ilmo ilma mons fr hno hna ' +
    'art arts artº núm núms nº n.º pág págs párr párrs caps apdo apdos aptdo inc secc tít disp vid véase cfr cf fig figs ' +
    'tab vol vols ed eds op ob lib fol ej p.ej exp expte rec ntra ' +
    'avda av avd ctra pza pl urb esc c/ dpto depto teléf tfno ext ' +
    'prom gral admón admvo ee s.m cta pto ptos ' +
    'sto sta fco mª rvdo rvda tte cnel ldo lda dn fdo bco prov pol polg polig políg ind edif blq plza ' +
    // English: titles, references, quantities
    'mr mrs ms messrs drs st mt gen col sgt capt cpt lt cmdr rev hon pres gov sen supt ' +
    'sec secs eq eqs ch chs para paras pt pts pp p nos dept est vs viz e.g i.e eg ie ca pty ' +
    'jan feb apr jun jul aug sept oct nov dec'
  ).split(' '),
)

/** Abbreviations that also stand at the end of a sentence: the word after them decides. Lower case, without the last stop. */
export const closingAbbreviations: ReadonlySet<string> = new Set(
  (
    'uu ee.uu s.a s.l s.a.u s.l.u s.l.p s.c s.coop s.r.l s.a.s cía hnos ltda r.d d.n.i n.i.f c.i.f a.c d.c a.m p.m ' +
    'ss sig sigs incl excl inc ltd corp co bros jr sr u.s u.k u.s.a u.n ph.d v univ ave blvd rd ' +
    'aprox máx mín ud uds vd vds hab izq izqda dcha al rep cap ref tel tels approx'
  ).split(' '),
)

/** Abbreviations only where a number follows: "No. 7", "12 ene. 2024", "Cant. 3"; many of them are words too. Lower case, without the stop. */
export const numberedAbbreviations: ReadonlySet<string> = new Set(
  (
    'no nro num cant fra cód cod tlf móv fax dto pta ap kms min max qty amt acct inv apt bldg ste sched exh ' +
    'ene mar abr may ago sep set dic lun mié mie jue vie sáb sab dom mon tue tues wed thu thur thurs fri sat sun km'
  ).split(' '),
)

/** Those of them that are measures behind a number: "10 min. 5 personas" ends a sentence, "Min. 5 personas" does not. */
export const measures: ReadonlySet<string> = new Set(['km', 'kms', 'min'])

/** Words that begin a sentence far more often than they follow an abbreviation as part of a name. Lower case. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  (
    'el la los las lo un una unos unas este esta estos estas ese esa eso esto aquel aquella su sus en por para con sin ' +
    'según cuando si no ni pero aunque además también así como desde hasta tras entre sobre durante mediante se al del ' +
    'todo toda todos todas cada cualquier dicho dicha ambos ambas quien donde después antes mientras ' +
    'the a an this that these those it its he she they we you i in on at by for with without from after before during ' +
    'when if but although however also as there their his her our such no not then all each every both please what who because since until otherwise'
  ).split(' '),
)
