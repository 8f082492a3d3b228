const anyOf = (words: string): string => `(?:${words.split(' | ').join('|')})`

/** What stands before the date on which a text came out. */
export const publishedWords = anyOf(
  'first published | originally published | published | publication date | date of publication | posted | release date | released | issued | debated on | air date | aired | broadcast | recorded | date | veröffentlicht | erstellt | erschienen | publié | paru | publicado | publicada | fecha | pubblicato | дата публикации | опубликовано | дата публікації | опубліковано | تاريخ النشر | نُشر | نشرت | نشر | 发布时间 | 发布日期 | 发布于 | 发布 | 发表于 | 时间 | 日期 | 日時',
)

/** What stands before the date on which it was changed. */
export const updatedWords = anyOf(
  'last updated | last update | updated | last modified | modified | last edited | aktualisiert | zuletzt geändert | geändert | stand | mis à jour | mise à jour | modifié | actualizado | actualizada | aggiornato | обновлено | оновлено | آخر تحديث | تم التحديث | حُدّث | تحديث | 更新时间 | 更新于 | 更新',
)

/** Times told from a moment that the copy does not keep: “6 sec ago”, “vor 3 Stunden”. */
export const relativeTime =
  /(?<!\p{L})(?:\d+\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?)\.?\s+ago|an? (?:minute|hour|day|week|month) ago|just now|moments ago|yesterday|today|vor \d+ \p{L}+|gestern|heute|il y a \d+ \p{L}+|hier|aujourd’hui|hace \d+ \p{L}+|ayer|hoy|\d+ \p{L}+\.? назад|сегодня|вчера|\d+ \p{L}+\.? тому|сьогодні|вчора|(?:قبل|منذ) (?:\d+ )?\p{L}+|اليوم|أمس|\d+\s*(?:秒|分钟|小时|天)前|刚刚|今天|昨天)(?!\p{L})/iu

/** What stands before the names of those who wrote it. */
export const bylineWords =
  /^(?:(?:written|words|story|text|reported|report|reporting|interview|posted|edited transcript)?\s*\bby|authors?|reporters?|von|par|por|di|autor(?:in|es|a)?|auteurs?|autrice|автор(?:ы|и|ка)?|текст|بقلم|كتب|كتبت|الكاتب|作者|记者|撰文|文)(?=[\s:：/|(])\s*[:：/|]?\s*/i

/** What stands before the name of whoever put it out. */
export const sourceWords =
  /^(?:source|quelle|fuente|fonte|источник|джерело|المصدر|来源|文章来源|信息来源|稿源)\s*[:：]\s*/i
