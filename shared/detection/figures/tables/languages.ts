/** Languages whose number words, qualifiers and small words are known here. Digits, scales and currencies need none of them. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'uk', 'ru', 'pl', 'zh', 'ar'] as const
export type Language = (typeof languages)[number]

/** Languages that write 12,5 and 1.234 (CLDR `symbols-numberSystem-latn`), known by words or not. */
export const commaLanguages: ReadonlySet<string> = new Set(
  'de fr es it uk ru pl pt nl sv da nb nn no fi cs sk sl hr sr bs bg ro hu el tr lt lv et be kk ka hy az id vi ca gl eu is'.split(
    ' ',
  ),
)

/** Frequent words of each language that say which one a text is written in. */
export const frequentWords: Readonly<Record<Language, string>> = {
  en: 'the of and to in that is was for with on by from are were has have had said this will not it which at as',
  de: 'der die das und von den dem des ein eine mit für auf im ist sind war wurde werden nicht sich auch nach bei um zum zur wird',
  fr: 'le la les des et du un une est sont dans pour par sur au aux avec que qui selon ont été plus',
  es: 'el la los las y de en que un una por para con del al es son fue según se más',
  it: 'il lo la gli e di che un una per con del della dei delle è sono nel nella secondo hanno alla',
  uk: 'і та у в на що з до за від це не як його було є про для україни років',
  ru: 'и в на что с до за от это не как его было о для по из россии лет',
  pl: 'i w na że z do za od nie jak jest są o dla przez się roku oraz',
  zh: '的 了 在 是 和 有 年 为 对 与',
  ar: 'في من على إلى أن عن مع هذا التي الذي قال',
}

/** Words of quantities that one language has to itself; an excerpt is often too short for any frequent word. */
export const tellingWords: Readonly<Record<Language, string>> = {
  en: 'billion million tonnes per cent percent about around dozen hundreds thousands people troops drones',
  de: 'mrd tsd millionen milliarden milliarde prozent tonnen rund etwa fast knapp mindestens pro dutzend hälfte drittel zwischen bis mehr als zwei drei',
  fr: 'milliards milliard million d tonnes pour cent environ près moins plus entre jusqu soldats deux trois moitié tiers douzaine',
  es: 'mil millones millón por ciento dólares cerca unos más menos entre hasta toneladas dos tres mitad',
  it: 'milioni miliardi miliardo mila per cento oltre circa almeno più meno fino tonnellate due metà tra dollari',
  uk: "мільйонів мільярдів мільйони тис млн млрд трлн грн гривень доларів відсотків близько понад майже тонн двадцять п'ять щонайменше менше",
  ru: 'миллионов миллиардов тыс млн млрд трлн руб рублей долларов процентов около более свыше почти тонн примерно менее',
  pl: 'tys mld złotych zł około ponad prawie procent ton dwadzieścia pięć mniej niż dolarów dwa trzy połowa',
  zh: '万 亿 元 人 约 超 过 近 至 少 个 百 分',
  ar: 'مليون مليار ألف دولار أكثر حوالي نحو المئة',
}
