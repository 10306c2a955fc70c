import type { Draft } from '../layout/draft.ts'
import type { HtmlDrafts } from './html-drafts.ts'
import { saysOffer } from './sought-facts.ts'

/** A line of one of these kinds has no more letters. */
const longestLabel = 60
const longestPointer = 200
/** More words behind a label are a sentence that begins like one: "In this section we describe the pump". */
const mostWordsBehind = 2
/** The least share of a pointer that is a link. */
const leastLinked = 0.4
/** What stands under the label of a list of other pages, and belongs to it, is a link and little else. */
const mostlyLink = 0.8

/** What web sites write over the names of other pages, in the languages of their readers; some words may follow. */
const overOtherPages = [
  'related (?:articles|posts|stories|content|news|topics|links|reading)|you (?:may|might) (?:also )?like|read (?:more|next|also)|keep reading|explore further|more (?:from|on|stories|news)|(?:recommended|popular|latest|recent|similar) (?:for you|articles|posts|stories|news|videos|comments)|latest from|trending (?:now|topics|on)|most read|(?:previous|next) (?:article|post|story)|(?:older|newer) posts?',
  'artículos relacionados|(?:v[ií]deos?|notas?|noticias?|lecturas?|contenidos?|entradas?|temas) (?:recomendad|relacionad)[oa]s?|[tl]e (?:puede|podría) interesar|(?:lee|leer|lea|ver|vea|mira) también|también te|más (?:noticias|leíd[oa]s)|lo más (?:leído|visto|comentado)|entradas recientes|últimas (?:noticias|entradas)|otros artículos de interés|más artículos|artículos recientes',
  '(?:ähnliche|verwandte|passende|weitere|empfohlene|aktuelle|neueste?|letzte|mehr) (?:beiträge|artikel|meldungen|themen|themenbereiche|nachrichten|rezepte|berichte|news|videos|pressemitteilungen)|alle (?:beiträge|meldungen|nachrichten)|(?:videos?|bilder|fotos|mehr|artikel|links) zum thema|(?:zum )?weiterlesen|auch interessant|(?:neueste?|letzte) kommentare|(?:am )?meist(?:en)?[ -]?(?:gelesen|kommentiert|diskutiert|geklickt|geteilt)|(?:(?:das|dies) )?könnte (?:dich|sie)(?: auch)?(?: interessieren)?|lesen sie (?:hier )?(?:auch|mehr|einen weiteren)|weiterführende links?|die redaktion empfiehlt|top[- ]?themen|beiträge aus dem forum',
  'articles (?:liés|similaires|recommandés|récents)|à lire aussi|lire (?:aussi|la suite)|sur le même (?:sujet|thème)|vous aimerez',
  '(?:veja|leia) (?:também|mais)|mais lidas|leggi anche|potrebbe(?:ro)? interessar|articoli (?:correlati|recenti)|(?:zobacz|czytaj|przeczytaj) (?:też|również|także)|polecamy|lees (?:ook|meer|verder)|gerelateerd',
]
/** What they write over and under what else is not the article; some words may follow. */
const ofFrame = [
  '(?:leave|post|write|add) (?:a |your )?(?:comment|reply)|no comments|share (?:this|on|via)|follow (?:us|me)|tag cloud|about the author|subscribe|newsletter|in this section|posted on|tagged|(?:rate|print) this',
  '(?:deja|escribe|añade) (?:un |tu )?(?:comentario|respuesta)|compart(?:e|ir) (?:est[ea]|en|por)|síguenos|sobre el autor|más sobre|siga (?:leyendo|en)|(?:valora|escucha|imprimir|imprime|comenta|califica) (?:est[ea]|la|el) (?:noticia|nota|artículo|entrada)',
  'kommentieren|kommentar (?:schreiben|verfassen)|schreibe? einen kommentar|teilen (?:auf|mit|sie dies)|schlagw[oö]rt\\w*|über (?:mich|den autor)|mit freunden teilen|informiert bleiben|(?:diese[nr]? |den )?(?:artikel|beitrag|news|seite|meldung|rezept)s? (?:teilen|bewerten|drucken|empfehlen|weiterempfehlen|gefallen)|wie bewerten sie',
  'laisser un commentaire|parta(?:ger|gez)|compartilhe?|condividi|udostępnij|deel dit',
]
/** Words that are such a line where nothing but signs and numbers stands beside them. */
const alone =
  'related|recommended|latest|popular|trending|comments?|share|follow|tags?|categor(?:y|ies)|archives?|relacionad[oa]s|comentarios?|comparte|compartir|etiquetas|categorías|archivos|siguiente|lo último|kommentare?|teilen|kategorien|archiv|autor|über uns|commentaires?|commenti|comentários|reacties'
const labelOf = (labels: readonly string[]): RegExp =>
  new RegExp(`^[\\s\\d:.»>–-]*(?:${labels.join('|')})([\\s:…!?.*\\p{L}\\p{N}»>→-]{0,40})$`, 'iu')
const pagesLabel = labelOf(overOtherPages)
const frameLabel = labelOf(ofFrame)
const loneLabel = new RegExp(`^[\\s\\d:.»>–-]*(?:${alone})[\\s\\d:…!?.*()»>→-]*$`, 'iu')
/** Who wrote it and under what it stands, whatever their names are. */
const byline = /^[\s\d:.»>–-]*(?:posted (?:by|in)|filed under)\b/iu
/** Who took a picture, or where it is from. */
const pictureCredit =
  /^\(?(?:©|\(c\)|(?:foto|fotos|photo|image|bild|bilder|titelbild|quelle|source|fuente|imagen|imágenes|crédits?|credits?)(?: credits?)?\s?:)\s?\S/iu
const advertLabel =
  /^[\s\-–—*([]*(?:anzeige|advertisement|advertising|publicidad|werbung|reklama|publicité|sponsored(?: content)?)[\s:.\-–—*)\]]*$/iu
/** What they ask of whoever reads, before all else: to sign up for news, to follow, to log in before writing. */
const request =
  /^(?:(?:sign up|subscribe|join|abonnieren? sie|abonnier[et]?|melden? (?:sie|dich)|jetzt|suscr[ií]b(?:ase|ete|ite)|inscr[ií]b(?:ase|ete)|abonnez-vous|inscrivez-vous|iscriviti|inscreva-se|assine)\b[^.!?\n]{0,60}\b(?:newsletters?|inbox|bolet[ií]n|lettre d.information)|get (?:the|our|all)\b(?=[^.!?\n]{0,100}\b(?:news|newsletters?|stories|headlines|updates|posts|articles|latest)\b)[^.!?\n]{0,60}\b(?:e-?mail|inbox|phone)|(?:s[íi]guenos|s[íi]ganos|follow (?:us|me)|folge?n? (?:sie )?uns|suivez-nous|seguici)(?=\s+(?:en|on|in|auf|bei|sur|su)\s|\s*[^\s\p{L}]|$)|(?:your e-?mail address will not be|deine e-mail-adresse wird nicht|tu dirección de correo electrónico no será|votre adresse e-?mail ne sera pas)|this site uses akismet|hazte (?:socio|miembro|suscriptor))/iu
const longestRequest = 200
/** "Read also: …" and the name of another page, in any language: some words, a colon, and a link. */
const pointer = /^[\p{L} ]{3,30}:\s/u

/** Lines of a web site that belong to its frame by what they say, wherever they stand, and the links under the label of a list of other pages. */
export function frameLines({ drafts, facts }: HtmlDrafts): ReadonlySet<Draft> {
  const found = new Set<Draft>()
  let isUnderLabel = false
  for (const draft of drafts) {
    const { text } = draft
    const linkChars = facts.get(draft)?.linkChars ?? 0
    const isOverPages = draft.kind !== 'table-row' && isLabel(draft, pagesLabel, linkChars)
    isUnderLabel = isOverPages || (isUnderLabel && linkChars >= text.length * mostlyLink)
    if (isUnderLabel || isFrameLine(draft, linkChars)) found.add(draft)
  }
  return found
}

/** A heading, a link and what stands over something may say more. */
function isLabel({ kind, text }: Draft, label: RegExp, linkChars: number): boolean {
  const [, behind] = text.length > longestLabel ? [] : (label.exec(text) ?? [])
  if (behind === undefined) return false
  if (kind === 'heading' || linkChars > 0 || text.trimEnd().endsWith(':')) return true
  return (behind.match(/[\p{L}\p{N}]+/gu) ?? []).length <= mostWordsBehind
}

function isFrameLine(draft: Draft, linkChars: number): boolean {
  const { kind, text } = draft
  if (kind === 'table-row') return false
  const lone = [loneLabel, byline, pictureCredit, advertLabel]
  if (text.length <= longestLabel && lone.some((label) => label.test(text))) return true
  if (isLabel(draft, frameLabel, linkChars)) return true
  if (text.length <= longestRequest && request.test(text) && !saysOffer(text)) return true
  return text.length <= longestPointer && linkChars >= text.length * leastLinked && pointer.test(text)
}
