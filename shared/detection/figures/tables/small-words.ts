import type { Language } from './languages'

/** The small words that hold numbers together; phrases are parted by "|". */
export type SmallWords = {
  /** "between A and B", "from A to B": what opens the range, and the words that may part it. */
  readonly between: string
  readonly and: string
  readonly from: string
  readonly to: string
  readonly or: string
  /** Before the thing counted: "millions of dollars". */
  readonly of: string
  /** "three in ten". */
  readonly in: string
  /** "two out of three". */
  readonly outOf: string
  /** "$50 per barrel". */
  readonly per: string
  /** Part of a number in words: "two hundred and five". */
  readonly joins: string
  readonly minus: string
  /** "a dozen", "a hundred": one, but no figure of its own. */
  readonly article: string
  /** May stand between a qualifier and its number: "up to an estimated". */
  readonly filler: string
}

const none = { joins: '', filler: '' }

export const smallWords: Readonly<Record<Language, SmallWords>> = {
  en: {
    between: 'between',
    and: 'and',
    from: 'from',
    to: 'to|through',
    or: 'or',
    of: 'of',
    in: 'in|in every',
    outOf: 'out of|out of every',
    per: 'per|a|an|each|every',
    joins: 'and',
    minus: 'minus|negative',
    article: 'a|an',
    filler: 'a|an',
  },
  de: {
    ...none,
    between: 'zwischen',
    and: 'und',
    from: 'von',
    to: 'bis|auf',
    or: 'oder',
    of: 'von|an',
    in: 'in',
    outOf: 'von|aus',
    per: 'pro|je|im|am',
    joins: 'und',
    minus: 'minus',
    article: 'ein|eine|einem|einer|einen',
    filler: 'den|die|der',
  },
  fr: {
    ...none,
    between: 'entre',
    and: 'et',
    from: 'de',
    to: 'à',
    or: 'ou',
    of: "de|d'|des|du",
    in: 'sur',
    outOf: 'sur',
    per: "par|le|la|l'",
    joins: 'et',
    minus: 'moins',
    article: 'un|une',
    filler: 'les|le|la',
  },
  es: {
    ...none,
    between: 'entre',
    and: 'y',
    from: 'de|desde',
    to: 'a|hasta',
    or: 'o',
    of: 'de|del',
    in: 'de cada',
    outOf: 'de cada',
    per: 'por|al|a la|cada|el|la',
    joins: 'y',
    minus: 'menos',
    article: 'un|una',
    filler: 'los|las|el|la',
  },
  it: {
    ...none,
    between: 'tra|fra',
    and: 'e',
    from: 'da|dai|dal',
    to: 'a|ai|al',
    or: 'o',
    of: "di|d'|dei|delle|del|della",
    in: 'su',
    outOf: 'su',
    per: "per|al|a|all'|l'|il|la",
    joins: 'e',
    minus: 'meno',
    article: 'un|una',
    filler: 'i|gli|le',
  },
  uk: {
    ...none,
    between: 'між',
    and: 'і|та|й',
    from: 'від|з|із',
    to: 'до',
    or: 'або|чи',
    of: '',
    in: 'з|із',
    outOf: 'з|із|зі',
    per: 'за|на|в|у',
    minus: 'мінус',
    article: '',
  },
  ru: {
    ...none,
    between: 'между',
    and: 'и',
    from: 'от|с',
    to: 'до',
    or: 'или',
    of: '',
    in: 'из',
    outOf: 'из',
    per: 'за|на|в',
    minus: 'минус',
    article: '',
  },
  pl: {
    ...none,
    between: 'między|pomiędzy',
    and: 'a|i',
    from: 'od|z',
    to: 'do',
    or: 'lub|albo|czy',
    of: '',
    in: 'na',
    outOf: 'na|z|ze',
    per: 'za|na',
    minus: 'minus',
    article: '',
  },
  zh: {
    ...none,
    between: '',
    and: '',
    from: '从',
    to: '至|到',
    or: '或',
    of: '',
    in: '',
    outOf: '',
    per: '每',
    minus: '负',
    article: '',
  },
  ar: {
    ...none,
    between: 'بين',
    and: 'و',
    from: 'من',
    to: 'إلى',
    or: 'أو',
    of: 'من',
    in: 'من كل',
    outOf: 'من أصل',
    per: 'لكل|في',
    minus: 'ناقص',
    article: '',
  },
}
