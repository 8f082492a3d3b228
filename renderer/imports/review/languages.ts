/** Languages to choose from, beside the one that a text has already. */
const common = [
  'en',
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'es',
  'et',
  'fa',
  'fi',
  'fr',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ka',
  'ko',
  'lt',
  'lv',
  'nb',
  'nl',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
] as const

const names = new Intl.DisplayNames('en', { type: 'language' })

/** `English`; a tag that has no name is its own. */
export function languageWords(tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag // what a page calls its language may be no tag
  }
}

/** By name, with the present one. */
export function languageChoices(now: string | null): string[] {
  const tags: readonly string[] = now === null ? common : [...new Set([now, ...common])]
  return tags.toSorted((one, other) => languageWords(one).localeCompare(languageWords(other), 'en'))
}
