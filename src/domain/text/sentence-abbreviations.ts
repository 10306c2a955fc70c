/** Words that are followed by a name or a number: a full stop after them never ends a sentence. Lower case, without the stop. */
export const openAbbreviations: ReadonlySet<string> = new Set(
  // Spanish: titles, references, addresses, quantities
  (
    'sr sra sres sras srta dr dra dres d dña dª prof profa lic lcdo lcda ing arq mtro excmo excma ilmo ilma mons fr hno hna ' +
    'art arts artº núm núms nº no n.º pág págs párr párrs cap caps apdo apdos aptdo inc secc tít disp vid véase cfr cf fig figs ' +
    'tab vol vols ed eds op ob lib fol ej p.ej exp expte rec ref ntra ' +
    'avda av avd ctra pza pl urb esc izq izqda dcha c/ dpto depto tel tels teléf tfno fax ext ' +
    'aprox máx mín prom gral admón admvo ee s.m ud uds vd vds cta pto ptos hab ' +
    // English: titles, references, quantities
    'mr mrs ms messrs st mt gen col sgt capt cpt lt cmdr rev hon pres gov sen rep supt ' +
    'sec secs eq eqs ch chs para paras pt pts pp p nos approx dept est vs viz al e.g i.e eg ie ca ' +
    'jan feb mar apr jun jul aug sept oct nov dec'
  ).split(' '),
)

/** Abbreviations that also stand at the end of a sentence: the word after them decides. Lower case, without the last stop. */
export const closingAbbreviations: ReadonlySet<string> = new Set(
  (
    'uu ee.uu s.a s.l s.a.u s.l.u s.l.p s.c s.coop s.r.l s.a.s cía hnos ltda r.d d.n.i n.i.f c.i.f a.c d.c a.m p.m ' +
    'ss sig sigs inc ltd corp co bros jr sr u.s u.k u.s.a u.n ph.d'
  ).split(' '),
)

/** Words that begin a sentence far more often than they follow an abbreviation as part of a name. Lower case. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  (
    'el la los las lo un una unos unas este esta estos estas ese esa eso esto aquel aquella su sus en por para con sin ' +
    'según cuando si no ni pero aunque además también así como desde hasta tras entre sobre durante mediante se al del ' +
    'the a an this that these those it its he she they we you i in on at by for with without from after before during ' +
    'when if but although however also as there their his her our such no not'
  ).split(' '),
)
