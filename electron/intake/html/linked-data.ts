import { z } from 'zod'
import { at, listOf, parseJson, wordsOf } from '../json-values'

/** A field that is what it should be, or is as if it were not there. */
function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().catch(null)
}

function orMany<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.array(schema).max(10_000), schema.transform((one) => [one])])
}

const Words = z.string().max(2000)
/** A person or an organisation, which many pages give by the name alone. */
const Named = z.union([Words, z.object({ name: z.union([Words, z.array(Words).min(1).max(100)]) })])
const Names = orMany(orNull(Named)).transform((all) =>
  all.flatMap((one) => (one === null ? [] : typeof one === 'string' ? one : one.name)),
)

const Update = z.object({
  headline: orNull(Words),
  // Of the body of a post, its beginning is enough to find it.
  articleBody: orNull(z.string().transform((body) => body.slice(0, 500))),
  datePublished: orNull(Words),
  dateModified: orNull(Words),
})

/** `NewsArticle`, `BlogPosting` and the like; a `JobPosting` is none. */
const articleType = /(?<!Job)Posting$|Article$|^Report$/

const Article = z.object({
  '@type': orMany(z.string().max(200)).transform((types) =>
    types.map((type) => type.replace(/^.*[/#:]/, '')),
  ),
  headline: orNull(Words),
  author: orNull(Names),
  publisher: orNull(Names),
  datePublished: orNull(Words),
  dateModified: orNull(Words),
  inLanguage: orNull(Words),
  url: orNull(Words),
  liveBlogUpdate: orNull(orMany(orNull(Update)).transform((all) => all.filter((one) => one !== null))),
})

/** What a page says of its article in terms of schema.org. */
export type LinkedArticle = z.infer<typeof Article> & { readonly rule: 'json-ld' | 'microdata' }
/** What it says of a post of a live blog. */
export type LinkedPost = z.infer<typeof Update>

/** The first article that the JSON-LD of a page describes, a live blog before any other; null without one. */
export function readLinkedData(scripts: readonly string[]): LinkedArticle | null {
  const objects = scripts.flatMap((script) => objectsIn(parseJson(script)))
  const named = new Map(objects.map((object) => [wordsOf(at(object, '@id')), object]))
  return articleAmong(
    objects.map((object) => withNamed(object, named)),
    'json-ld',
  )
}

/** The first article among descriptions, a live blog before any other; null without one. */
export function articleAmong(objects: readonly unknown[], rule: LinkedArticle['rule']): LinkedArticle | null {
  const articles = objects.flatMap((object) => {
    const article = Article.safeParse(object).data
    return article?.['@type'].some((type) => articleType.test(type)) === true ? [{ ...article, rule }] : []
  })
  return articles.find(isLiveBlog) ?? articles[0] ?? null
}

export function isLiveBlog(article: LinkedArticle): boolean {
  return article['@type'].includes('LiveBlogPosting')
}

/** What stands at the top, in a graph, and what a page is said to be about. */
function objectsIn(value: unknown): unknown[] {
  return listOf(value)
    .flatMap((one) => [one, ...listOf(at(one, '@graph'))])
    .flatMap((one) => [one, ...listOf(at(one, 'mainEntity'))])
}

/** The description with what it only points to, such as the author, in its place. */
function withNamed(object: unknown, named: ReadonlyMap<string, unknown>): unknown {
  const resolved = (field: string) => {
    const values = listOf(at(object, field)).map((one) => {
      const id = at(one, 'name') === undefined ? wordsOf(at(one, '@id')) : ''
      return (id === '' ? undefined : named.get(id)) ?? one
    })
    return values.length === 0 ? null : values
  }
  const page = at(object, 'mainEntityOfPage')
  return {
    '@type': at(object, '@type'),
    headline: at(object, 'headline') ?? null,
    author: resolved('author'),
    publisher: resolved('publisher'),
    datePublished: at(object, 'datePublished') ?? null,
    dateModified: at(object, 'dateModified') ?? null,
    inLanguage: at(object, 'inLanguage') ?? null,
    url: wordsOf(at(object, 'url')) || wordsOf(page) || wordsOf(at(page, '@id')) || null,
    liveBlogUpdate: listOf(at(object, 'liveBlogUpdate')).map((update) => ({
      headline: at(update, 'headline') ?? null,
      articleBody: at(update, 'articleBody') ?? null,
      datePublished: at(update, 'datePublished') ?? null,
      dateModified: at(update, 'dateModified') ?? null,
    })),
  }
}
