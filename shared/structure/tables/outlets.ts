/** Agencies whose copy others print, by what they call themselves in it. */
export const agencies: Readonly<Record<string, string>> = {
  AP: 'The Associated Press',
  'Associated Press': 'The Associated Press',
  'The Associated Press': 'The Associated Press',
  AFP: 'Agence France-Presse',
  'Agence France-Presse': 'Agence France-Presse',
  Reuters: 'Reuters',
  REUTERS: 'Reuters',
  dpa: 'dpa',
  EFE: 'EFE',
  ANSA: 'ANSA',
  PA: 'PA Media',
  Bloomberg: 'Bloomberg',
  Xinhua: 'Xinhua',
  新华社: '新华社',
  中新社: '中新社',
  Ukrinform: 'Ukrinform',
  Укрінформ: 'Укрінформ',
  Interfax: 'Interfax',
  Интерфакс: 'Интерфакс',
  'Інтерфакс-Україна': 'Інтерфакс-Україна',
  ТАСС: 'ТАСС',
  TASS: 'TASS',
  'РИА Новости': 'РИА Новости',
  Anadolu: 'Anadolu',
  Kyodo: 'Kyodo',
}

/** Services that show the articles of others. */
export const aggregators: ReadonlySet<string> = new Set(
  'inkl|MSN|Yahoo News|Yahoo|Google News|Apple News|SmartNews|Flipboard|PressReader|Pocket|AOL|NewsBreak|Ground News|Feedly|Upday|Dzen|Дзен|Яндекс Новости|今日头条|Toutiao'.split(
    '|',
  ),
)

/** A word that names of outlets and of bodies that put out texts have, and names of people have not. */
export const outletWord =
  /(?<!\p{L})(?:news|times|post|journal|tribune|herald|guardian|telegraph|courier|gazette|chronicle|mail|mirror|independent|observer|press|media|tv|radio|daily|weekly|review|magazine|today|monitor|wire|agency|bulletin|dispatch|examiner|reporter|sentinel|star|standard|express|broadcasting|institute|institution|assembly|senate|congress|committee|foundation|ministry|council|commission|parliament|hansard|association|university|authority|department|office|centre|center|forum|nachrichten|le monde|presse|diario|periódico|noticias|prensa|giornale|corriere|новости|новини|вести|вісті|газета|агентство|известия|правда|курьер|вестник|вісник|кур’єр|кур'єр|صحيفة|وكالة|جريدة|أخبار|الأخبار|أنباء|الأنباء)(?!\p{L})|(?:zeitung|nachrichten|anzeiger|rundschau|tageblatt|kurier|bote|blatt)|(?:日报|新闻|晚报|时报|通讯社|社|网|报|周刊|电视台)$/iu

/** Such a word alone is a part of a page, and the name of nobody: “News” over the headline. */
export const menuWord =
  /^(?:the )?(?:latest |top |local |world )?(?:news|media|press|tv|radio|today|daily|weekly|magazine|review|forum|department|office|standard|nachrichten|presse|noticias|prensa|новости|новини|вести|вісті|газета|أخبار|الأخبار|أنباء|الأنباء|新闻|社|网|报)$/iu

/** What a page adds to the name of an outlet to say which edition it is. */
export const editionEnd =
  /\s+[-–—|]\s+(?:UK|US|USA|AU|EU|World|International|Global|Europe|Asia|Africa|Australia|English)$/

/** How the name of a body begins that puts out texts of its own. */
export const bodyStart =
  /^(?:the )?(?:ministry|institute|assembly|parliament|council|house|office|department|university|government|embassy|commission|centre|center|agency|bureau) (?:of|for|on)\s/i
