import type { Language } from './languages'

/** What words say of the number beside them. A strict sign (≥) bounds it without being vague about it. */
export type Qualifier = {
  readonly bound: 'exact' | 'about' | 'at least' | 'at most'
  readonly approximate: boolean
}

type Phrases = { readonly about: string; readonly least: string; readonly most: string }

/** Phrases before a number. "Nearly" is about it: the writer rounds up to it and bounds nothing. */
const before: Readonly<Record<Language, Phrases>> = {
  en: {
    about:
      'about|around|roughly|approximately|approx|some|nearly|almost|close to|near|circa|c|ca|estimated|estimated at|estimated to be|virtually|in the region of|in the order of|on the order of|something like|more or less|in the range of|an average of about',
    least:
      'at least|more than|over|above|not less than|no less than|no fewer than|not fewer than|a minimum of|minimum of|in excess of|upwards of|exceeding|greater than|just over|well over|as little as|as few as|beyond|higher than|surpassing|topping',
    most: 'up to|at most|less than|fewer than|under|below|no more than|not more than|as many as|as much as|a maximum of|maximum of|just under|well under|lower than|at the most|not exceeding|short of',
  },
  de: {
    about:
      'rund|etwa|ca|circa|ungefähr|fast|knapp|beinahe|nahezu|annähernd|zirka|schätzungsweise|geschätzt|geschätzte|geschätzten|in etwa|gut und gerne',
    least: 'mindestens|wenigstens|über|mehr als|gut|nicht weniger als|zumindest|oberhalb von|minimal',
    most: 'bis zu|höchstens|maximal|weniger als|unter|nicht mehr als|allenfalls',
  },
  fr: {
    about:
      "environ|près de|quelque|presque|autour de|à peu près|approximativement|aux alentours de|de l'ordre de|autour des|estimé à|estimée à|estimés à",
    least: "au moins|plus de|plus d'|plus des|au minimum|pas moins de|au-delà de|supérieur à",
    most: "jusqu'à|au plus|moins de|moins d'|au maximum|pas plus de|un maximum de|à peine",
  },
  es: {
    about:
      'unos|unas|cerca de|cerca del|casi|alrededor de|alrededor del|aproximadamente|en torno a|aproximado|estimado en|estimados en',
    least: 'al menos|más de|más del|por lo menos|como mínimo|no menos de|superior a|un mínimo de',
    most: 'hasta|como máximo|menos de|menos del|no más de|a lo sumo|un máximo de|apenas',
  },
  it: {
    about: "circa|quasi|attorno a|intorno a|all'incirca|approssimativamente|pressoché|stimati in",
    least: 'almeno|oltre|oltre la|più di|più del|più della|più dei|non meno di|minimo|superiore a',
    most: 'fino a|al massimo|meno di|meno del|meno della|non più di|massimo|sotto',
  },
  uk: {
    about: 'близько|приблизно|майже|орієнтовно|десь|біля|порядку|мало не',
    least: 'понад|більше|більше ніж|щонайменше|не менше|не менш як|принаймні|мінімум|більш як|більш ніж',
    most: 'до|менше|менше ніж|не більше|щонайбільше|максимум|менш як|менш ніж',
  },
  ru: {
    about: 'около|примерно|почти|порядка|приблизительно|ориентировочно|где-то',
    least: 'более|больше|свыше|как минимум|не менее|по меньшей мере|минимум|более чем|не меньше',
    most: 'до|менее|меньше|не более|максимум|не больше|менее чем',
  },
  pl: {
    about: 'około|ok|prawie|niemal|blisko|mniej więcej|w przybliżeniu|jakieś',
    least: 'ponad|co najmniej|przynajmniej|więcej niż|nie mniej niż|powyżej|minimum',
    most: 'do|mniej niż|co najwyżej|nie więcej niż|poniżej|maksymalnie|najwyżej',
  },
  zh: {
    about: '约|大约|近|将近|大概|约为',
    least: '超过|至少|逾|超|不少于|不低于',
    most: '最多|不到|至多|不超过|低于|高达|少于',
  },
  ar: {
    about: 'حوالي|نحو|قرابة|ما يقارب|زهاء',
    least: 'أكثر من|على الأقل|ما لا يقل عن|يزيد عن|يفوق',
    most: 'ما يصل إلى|أقل من|حتى|لا يزيد عن|كحد أقصى',
  },
}

/** Phrases after a number and its unit. */
const after: Partial<Readonly<Record<Language, Phrases>>> = {
  en: {
    about: 'or so|or thereabouts|approximately|give or take|odd',
    least:
      'or more|or above|at least|at a minimum|at the least|at minimum|and above|or higher|plus|and counting',
    most: 'or less|or fewer|or below|at most|at the most|at a maximum|or lower|at the very most|maximum',
  },
  de: { about: '', least: 'oder mehr|und mehr|mindestens', most: 'oder weniger|höchstens|maximal' },
  fr: { about: 'environ', least: 'au moins|ou plus|au minimum', most: 'au plus|au maximum|ou moins' },
  es: {
    about: 'aproximadamente',
    least: 'o más|como mínimo|al menos|por lo menos',
    most: 'como máximo|o menos',
  },
  it: { about: 'circa', least: 'o più|almeno', most: 'al massimo|o meno' },
  uk: { about: 'приблизно', least: 'або більше|щонайменше', most: 'або менше' },
  ru: { about: 'примерно', least: 'или более|как минимум', most: 'или менее' },
  pl: { about: '', least: 'lub więcej|co najmniej', most: 'lub mniej' },
  zh: { about: '左右|上下', least: '以上|多', most: '以下|以内' },
  ar: { about: 'تقريبا|تقريبًا', least: 'على الأقل|أو أكثر', most: 'على الأكثر|كحد أقصى' },
}

/** Signs mean the same in every language. */
const signsBefore: readonly (readonly [string, Qualifier])[] = [
  ['~', { bound: 'about', approximate: true }],
  ['≈', { bound: 'about', approximate: true }],
  ['∼', { bound: 'about', approximate: true }],
  ['±', { bound: 'about', approximate: true }],
  ['>', { bound: 'at least', approximate: true }],
  ['<', { bound: 'at most', approximate: true }],
  ['≥', { bound: 'at least', approximate: false }],
  ['≤', { bound: 'at most', approximate: false }],
]

/** Each phrase of a language with what it says, before the number or after it. */
export function qualifiersOf(
  language: Language,
  place: 'before' | 'after',
): readonly (readonly [phrase: string, Qualifier])[] {
  const phrases = (place === 'before' ? before : after)[language]
  if (phrases === undefined) return []
  const { about, least, most } = phrases
  return [
    ...listed(about, { bound: 'about', approximate: true }),
    ...listed(least, { bound: 'at least', approximate: true }),
    ...listed(most, { bound: 'at most', approximate: true }),
    ...(place === 'before' ? signsBefore : []),
  ]
}

function listed(phrases: string, qualifier: Qualifier): (readonly [string, Qualifier])[] {
  return phrases === '' ? [] : phrases.split('|').map((phrase) => [phrase, qualifier] as const)
}
