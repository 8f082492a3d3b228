import { parseDocument } from 'yaml'
import {
  dayOf,
  languageOf,
  nameOf,
  namesOf,
  splitNames,
  type Told,
  type ToldDetails,
  webAddress,
} from '../file-details'

/** More than this is no front matter but a document. */
const LONGEST = 64_000

/** What the front matter of a note says, each value by its key in lower case. */
export type FrontMatter = ReadonlyMap<string, unknown>

/**
 * Read front matter as YAML of numbers, texts, lists and maps; no tags, hardly any aliases. Null when it is something
 * else, and so belongs to the text.
 */
export function readFrontMatter(yaml: string): FrontMatter | null {
  if (yaml.length > LONGEST) return null
  try {
    const document = parseDocument(yaml, { schema: 'core', customTags: [], logLevel: 'silent' })
    if (document.errors.length > 0) return null
    // Maps, so that no key of a file becomes a property of an object.
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 10 })
    if (value === null) return new Map()
    if (!(value instanceof Map)) return null
    return new Map(Array.from(value, ([key, one]) => [String(key).toLowerCase(), one]))
  } catch {
    return null
  }
}

/** What front matter tells of a source. */
export function frontMatterDetails(matter: FrontMatter): ToldDetails {
  const first = <Value>(
    keys: readonly string[],
    read: (text: string) => Value | null,
  ): Told<Value> | null => {
    for (const key of keys) {
      const value = textsOf(matter.get(key)).flatMap((text) => read(text) ?? [])[0]
      if (value !== undefined) return { value, rule: 'front-matter' }
    }
    return null
  }
  const authors = namesOf(
    ['author', 'authors', 'byline']
      .map((key) => matter.get(key))
      .flatMap((value) => {
        // In a list each entry is one name, be there a comma in it or not.
        return typeof value === 'string' ? textsOf(value).flatMap(splitNames) : textsOf(value)
      }),
  )
  return {
    title: first(['title'], nameOf),
    outlet: first(['site', 'publisher', 'outlet', 'publication', 'source'], (text) =>
      webAddress(text) === null ? nameOf(text) : null,
    ),
    authors: authors.length === 0 ? null : { value: authors, rule: 'front-matter' },
    published: first(['published', 'date'], dayOf),
    updated: first(['updated', 'modified'], dayOf),
    language: first(['language', 'lang'], languageOf),
    url: first(['url', 'source', 'link'], (text) => webAddress(text)),
  }
}

/** The texts in a value: one, or those of a list; people in a list may be maps with a name. Wiki links lose their brackets. */
function textsOf(value: unknown): string[] {
  const one: unknown = value instanceof Map ? value.get('name') : value
  if (Array.isArray(one))
    return one.slice(0, 100).flatMap((entry) => (Array.isArray(entry) ? [] : textsOf(entry)))
  if (typeof one === 'number') return [String(one)]
  return typeof one === 'string' ? [one.replaceAll(/\[\[|\]\]/g, '')] : []
}
