/** A line of one of these kinds has no more letters. */
const longestLabel = 60
const longestPointer = 200
/** The least share of a pointer that is a link. */
const leastLinked = 0.4

/** What web sites write over and under what is not the article, in the languages of their readers. */
const frameLabel =
  /^[\s\d:.»>–-]*(?:(?:leave|post|write|add) (?:a |your )?(?:comment|reply)|comments?|no comments|related|you (?:may|might) (?:also )?like|read (?:more|next|also)|keep reading|more (?:from|on|stories|news)|recommended|recent (?:posts|comments)|latest|popular|trending|most read|share|follow|tags?|categor(?:y|ies)|archives?|about the author|subscribe|newsletter|(?:deja|escribe|añade) (?:un |tu )?comentario|comentarios?|artículos relacionados|relacionad[oa]s|te puede interesar|también te|lee también|más (?:noticias|leíd[oa]s|sobre)|entradas recientes|últimas noticias|compart(?:e|ir)|síguenos|etiquetas|categorías|archivos|sobre el autor|kommentare?|kommentieren|kommentar (?:schreiben|verfassen)|schreibe? einen kommentar|ähnliche (?:beiträge|artikel)|verwandte artikel|mehr zum thema|weiterlesen|auch interessant|neueste (?:beiträge|kommentare)|meist ?gelesen|das könnte|teilen|schlagw[oö]rt\w*|kategorien|archiv|autor|über (?:mich|uns|den autor)|(?:das |dies )?könnte (?:dich|sie)|lesen sie (?:auch|mehr)|(?:weitere|empfohlene|alle) (?:beiträge|artikel|meldungen|themen|nachrichten|rezepte)|weiterführende links?|mit freunden teilen|informiert bleiben|(?:otros|más) artículos|(?:alle )?artículos recientes|in this section|similar (?:posts|articles)|siga|siguiente|posted (?:by|in|on)|filed under|tagged|commentaires?|articles (?:liés|similaires)|à lire aussi|lire aussi|partager)[\s:…!?.\w»>→-]{0,40}$/iu
/** Who took a picture, or where it is from. */
const pictureCredit =
  /^\(?(?:©|\(c\)|(?:foto|fotos|photo|image|bild|bilder|titelbild|quelle|source|fuente|imagen|imágenes|crédits?|credits?)(?: credits?)?\s?:)\s?\S/iu
const advertLabel =
  /^[\s\-–—*([]*(?:anzeige|advertisement|advertising|publicidad|werbung|reklama|publicité|sponsored(?: content)?)[\s:.\-–—*)\]]*$/iu
/** "Read also: …" and the name of another page, in any language: some words, a colon, and a link. */
const pointer = /^[\p{L} ]{3,30}:\s/u

/** Whether a line of a web site belongs to its frame by what it says, wherever it stands. @param linkChars characters of links in it */
export function isFrameLine(text: string, linkChars: number): boolean {
  if (text.length <= longestLabel && (frameLabel.test(text) || pictureCredit.test(text) || advertLabel.test(text)))
    return true
  return text.length <= longestPointer && linkChars >= text.length * leastLinked && pointer.test(text)
}
