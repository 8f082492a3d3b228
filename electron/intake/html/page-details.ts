import type { Block } from '../../../shared/model/version'
import {
  dayOf,
  fileTitle,
  isRightToLeft,
  languageOf,
  nameOf,
  namesOf,
  splitNames,
  type Told,
  type ToldDetails,
  webAddress,
} from '../file-details'
import { inferTitle } from '../infer-title'
import { isLiveBlog, type LinkedArticle } from './linked-data'
import type { PageHead } from './page-head'
import { textBelow } from './parse-page'

/** The address of a page, as its head tells it. */
function pageAddress(
  { canonical, savedFrom, base, meta }: PageHead,
  article: LinkedArticle | null = null,
): Told<string> | null {
  const around = webAddress(savedFrom) ?? webAddress(base)
  return (
    told(webAddress(canonical, around), 'canonical') ??
    told(webAddress(meta.get('og:url')?.[0]), 'open-graph') ??
    told(webAddress(savedFrom), 'saved-from') ??
    told(webAddress(article?.url), linked(article))
  )
}

/** What the links of a page start from. */
export function linkBase(head: PageHead): string | null {
  const saved = webAddress(head.savedFrom)
  const address = saved ?? pageAddress(head)?.value
  return webAddress(head.base, address) ?? address ?? null
}

type PageText = {
  readonly blocks: readonly Block[]
  readonly text: string
  readonly fileName: string
  /** True for a page that consists of posts, as its markup has them. */
  readonly hasPosts: boolean
}

/** What a page tells of its article, each value by the first rule that gives one. */
export function pageDetails(head: PageHead, article: LinkedArticle | null, page: PageText): ToldDetails {
  const { meta } = head
  const first = (name: string) => meta.get(name)?.[0]
  const outlet =
    told(nameOf(first('og:site_name')), 'open-graph') ??
    told(nameOf(article?.publisher?.[0]), linked(article)) ??
    told(
      nameOf(first('citation_journal_title') ?? first('dc.publisher') ?? first('application-name')),
      'meta',
    )
  const published =
    told(dayOf(article?.datePublished), linked(article)) ??
    told(metaDay(publishedNames, head), 'meta') ??
    timeElement(head)
  const updated =
    told(dayOf(article?.dateModified), linked(article)) ?? told(metaDay(updatedNames, head), 'meta')
  return {
    title: pageTitle(head, article, outlet?.value ?? null, page),
    outlet,
    authors: pageAuthors(head, article),
    published,
    // An article that was put right on its own day is as old as that day.
    updated: updated?.value === published?.value ? null : updated,
    language:
      told(languageOf(head.language), 'html-lang') ??
      told(languageOf(article?.inLanguage), linked(article)) ??
      told(languageOf(first('og:locale')), 'open-graph'),
    direction:
      told(head.direction, 'html-dir') ??
      (isRightToLeft(page.text) ? { value: 'rtl', rule: 'script' } : null),
    url: pageAddress(head, article),
    kind: pageKind(article, page),
  }
}

/** Names under which pages put their dates, the usual ones first. */
const publishedNames = [
  'article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'parsely-pub-date',
  'citation_publication_date',
  'dc.date.issued',
  'dc.date',
  'dcterms.created',
  'sailthru.date',
]
const updatedNames = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'dcterms.modified',
  'last-modified',
]

function metaDay(names: readonly string[], { meta }: PageHead): ReturnType<typeof dayOf> {
  for (const name of names) {
    const day = dayOf(meta.get(name)?.[0]?.replaceAll('/', '-'))
    if (day !== null) return day
  }
  return null
}

/** The rule by which an article is described. */
function linked(article: LinkedArticle | null): string {
  return article?.rule ?? 'json-ld'
}

function pageKind(article: LinkedArticle | null, { hasPosts }: PageText): ToldDetails['kind'] {
  if (article !== null && isLiveBlog(article)) return { value: 'live-blog', rule: article.rule }
  if (hasPosts) return { value: 'live-blog', rule: 'time-element' }
  return article === null ? null : { value: 'article', rule: article.rule }
}

function told<Value>(value: Value | null | undefined, rule: string): Told<Value> | null {
  return value === null || value === undefined ? null : { value, rule }
}

function timeElement({ times }: PageHead): ToldDetails['published'] {
  const time = times.find(({ published }) => published) ?? times[0]
  const value = dayOf(time?.datetime)
  if (time === undefined || value === null) return null
  return { value, rule: 'time-element', words: textBelow(time.element, 200) }
}

function pageTitle(
  head: PageHead,
  article: LinkedArticle | null,
  outlet: string | null,
  { blocks, fileName }: PageText,
): Told<string> {
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  const heading = headings.find(({ level }) => level === 1) ?? headings[0]
  const cut = (title: string | null) =>
    title &&
    withoutSite(
      title,
      outlet,
      headings.map(({ text }) => text),
    )
  const headline = () => {
    const index = inferTitle(blocks)
    return index === null ? null : blocks[index]?.text
  }
  return (
    told(cut(nameOf(head.meta.get('og:title')?.[0])), 'open-graph') ??
    told(nameOf(article?.headline), linked(article)) ??
    told(cut(nameOf(head.title)), 'page-title') ??
    told(nameOf(heading?.text), 'heading') ??
    told(nameOf(headline()), 'headline') ?? {
      value: fileTitle(fileName),
      rule: 'file-name',
      words: '',
    }
  )
}

const separator = / (?:[|·•–—«»-]|::) /

/**
 * A title without the name of the site behind it or before it. Where the site is not known, a heading with the rest of the
 * words tells it, or a last part that is short beside a long one.
 */
function withoutSite(title: string, outlet: string | null, headings: readonly string[]): string {
  if (headings.includes(title)) return title
  const parts = title.split(separator)
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? '']
  if (parts.length < 2) return title
  const front = title.slice(0, title.lastIndexOf(last)).replace(/\s+\S{1,2}\s+$/, '')
  const back = title.slice(first.length).replace(/^\s+\S{1,2}\s+/, '')
  const isSite = (part: string) => outlet !== null && part.toLowerCase() === outlet.toLowerCase()
  if (isSite(last) || headings.includes(front)) return front
  if (isSite(first) || headings.includes(back)) return back
  const isShort = wordsOf(last) <= 3 && wordsOf(front) >= 2 * wordsOf(last) + 2
  return outlet === null && isShort ? front : title
}

function wordsOf(text: string): number {
  return text.split(/\s+/).length
}

const authorNames = ['author', 'parsely-author', 'byl', 'dc.creator']

function pageAuthors({ meta }: PageHead, article: LinkedArticle | null): Told<string[]> | null {
  const described = namesOf(article?.author ?? [])
  if (described.length > 0) return toldAuthors(described, linked(article))
  const named = namesOf(authorNames.flatMap((name) => meta.get(name) ?? []).flatMap(splitNames))
  if (named.length > 0) return toldAuthors(named, 'meta')
  const open = namesOf((meta.get('article:author') ?? []).flatMap(splitNames))
  return open.length > 0 ? toldAuthors(open, 'open-graph') : null
}

function toldAuthors(value: string[], rule: string): Told<string[]> {
  return { value, rule, words: value.length === 1 ? value[0] : undefined }
}
