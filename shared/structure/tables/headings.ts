/** Headings that announce what was told already. */
export const summaryHeading =
  /^(?:closing summary|summary|summary of the day.*|the day in summary|day in (?:brief|review)|key points|key (?:takeaways|findings|messages)|takeaways|at a glance|in brief|what you need to know|the main points.*|main points|recap.*|in summary|a (?:recap|summary|round-?up) of .*|where things stand.*|here(?:’|')?s a (?:recap|summary).*|highlights|executive summary|abstract|zusammenfassung.*|das wichtigste in kürze.*|auf einen blick|kurz zusammengefasst|en bref|l’essentiel.*|ce qu’il faut (?:savoir|retenir).*|résumé|en resumen|claves|lo más importante|in sintesi|главное.*|коротко|кратко|итоги дня.*|головне.*|стисло|підсумки дня.*|الخلاصة|أبرز النقاط|ملخص.*|摘要|要点|内容提要|核心提示|总结)[:：]?$/i

/** Words of a title that say the text grows by posts. */
export const liveTitle =
  /(?:^live\b|[-–—:|(]\s*live\b|\blive\s*(?:updates?|blog|coverage|ticker|:|[-–—|]|$)|\bliveblog|\bupdates\s*[:–—-]|\blatest updates\b|\bas it happened\b|\bminute[- ]by[- ]minute\b|liveticker|newsblog|im (?:live)?ticker|\ben direct\b|\ben vivo\b|минута за минутой|онлайн-трансляци|текстовая трансляция|онлайн[- ]хроніка|текстова трансляція|наживо|تغطية مباشرة|مباشر\s*[:|]|实时更新|直播)/i

/** What a live blog says of itself, and a word of it that is found out sooner. */
const liveWords =
  /\b(?:this (?:live ?)?blog (?:is|has|was)|our live (?:blog|coverage)|live ?blog|we(?:’|'| a)re (?:now )?(?:closing|pausing|wrapping up) (?:this|our|the) (?:live )?(?:blog|coverage))\b/i

const liveWord = /blog|coverage/i

/** Whether a live blog says so of itself in these words. */
export function saysLive(text: string): boolean {
  return liveWord.test(text) && liveWords.test(text)
}

/** Verbs by which a headline tells that something happened or was said. */
export const eventVerb =
  /(?<!\p{L})(?:says?|said|tells?|told|urges?|urged|warns?|warned|calls?|called|vows?|vowed|accuses?|accused|denies|denied|rejects?|rejected|confirms?|confirmed|announces?|announced|insists?|stresses|expects?|expected|meets?|met|visits?|arrives?|arrived|leaves?|signs?|signed|hits?|kills?|killed|strikes?|struck|attacks?|attacked|wins?|won|loses?|lost|backs?|backed|opens?|opened|closes?|closed|begins?|starts?|ends?|agrees?|agreed|votes?|voted|orders?|ordered|launches|launched|claims?|claimed|reports?|reported|reportedly|plans|planned|seeks?|sought|threatens?|demands|holds|held|gets?|got|takes?|took|makes?|made|faces?|is|are|was|were|has|have|had|will)(?!\p{L})/iu

/** A paragraph that leads to parts with headings of their own. */
export const announcesParts =
  /(?:[:：]$|\bhere(?:’|'| i)s (?:what|how|why|a)\b|\bhere are\b|\blet(?:’|')s (?:take|look)\b|\bwhat (?:we|is|you) know|\bin detail\b|\bexplain(?:s|er|ed)?\b|\boutline\b|\ban overview\b)/i

/** What says that a text is no article: a release, a record of a sitting, a transcript. */
export const documentWords: readonly RegExp[] = [
  /^(?:for immediate release|press release|news release|media release|pressemitteilung|communiqué de presse|comunicado de prensa|пресс-релиз|прес-реліз|بيان صحفي|新闻稿|公告)\b/i,
  /\b(?:hansard|plenarprotokoll|stenografischer bericht|verbatim record|official report|order of business|compte rendu|стенограмма|стенограма)\b/i,
  /^(?:transcript|full transcript|rush transcript|interview transcript|(?:this|the following) (?:is a |transcript).{0,60}transcript)\b|\btranscript (?:of|has been|was)\b/i,
  /^(?:working paper|policy (?:brief|paper)|white paper|communiqué|joint statement|resolution \d+|memorandum)\b/i,
]

/** What says that a text is made of many others in short. */
export const digestTitle =
  /\b(?:news digest|daily digest|weekly digest|digest|round-?up|morning briefing|evening briefing|daily briefing|newsletter|press review|week in review)\b|обзор прессы|огляд преси|дайджест|presseschau|revue de presse/i
