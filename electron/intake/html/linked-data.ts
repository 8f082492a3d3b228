import { z } from 'zod'

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

const articleTypes = ['Article', 'NewsArticle', 'ReportageNewsArticle', 'BlogPosting', 'LiveBlogPosting']

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
  liveBlogUpdate: orNull(orMany(orNull(Update)).transform((all) => all.filter((one) => one !== null))),
})

/** What JSON-LD says of an article. */
export type LinkedArticle = z.infer<typeof Article>
/** What JSON-LD says of a post of a live blog. */
export type LinkedPost = z.infer<typeof Update>

/** The first article that the JSON-LD of a page describes, a live blog before any other; null without one. */
export function readLinkedData(scripts: readonly string[]): LinkedArticle | null {
  const articles = scripts
    .flatMap((script) => objectsIn(parseJson(script)))
    .flatMap((object) => {
      const article = Article.safeParse(object).data
      return article?.['@type'].some((type) => articleTypes.includes(type)) === true ? [article] : []
    })
  return articles.find(isLiveBlog) ?? articles[0] ?? null
}

export function isLiveBlog(article: LinkedArticle): boolean {
  return article['@type'].includes('LiveBlogPosting')
}

function parseJson(script: string): unknown {
  try {
    return JSON.parse(script)
  } catch {
    return null
  }
}

const Graph = z.object({ '@graph': z.array(z.unknown()) })

/** What stands at the top: one object, several, or those of a graph. */
function objectsIn(value: unknown): unknown[] {
  return [value].flat().flatMap((one) => [one, ...(Graph.safeParse(one).data?.['@graph'] ?? [])])
}
