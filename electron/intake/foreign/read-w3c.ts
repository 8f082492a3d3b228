import { plainText } from '../html/plain-text'
import { at, listOf, wordsOf } from '../json-values'
import type { Parsed } from '../parser-answer'
import { asAnnotations, joinNotes, placeOf, type Told } from './foreign-annotations'
import { placeNotices } from './read-hypothesis'

/** True for an annotation of the Web Annotation model. */
function isWebAnnotation(value: unknown): boolean {
  return typesOf(value).includes('Annotation') && at(value, 'target') !== undefined
}

/** The annotations in a value: one, several, a page of them, or a collection with its first page. */
export function webAnnotationsIn(value: unknown): unknown[] {
  return listOf(value).flatMap((one): unknown[] => {
    if (isWebAnnotation(one)) return [one]
    const inner = ['items', 'first', '@graph', 'orderedItems'].map((name) => at(one, name))
    // A page or a collection holds annotations and nothing that holds more of them, but for its first page.
    return inner.flatMap((held) =>
      listOf(held).flatMap((item) =>
        isWebAnnotation(item) ? [item] : listOf(at(item, 'items')).filter(isWebAnnotation),
      ),
    )
  })
}

/** True for what holds such annotations, even when it holds none. */
export function isAnnotationHolder(value: unknown): boolean {
  return typesOf(value).some((type) => type === 'AnnotationCollection' || type === 'AnnotationPage')
}

function typesOf(value: unknown): string[] {
  return [...listOf(at(value, 'type')), ...listOf(at(value, '@type'))].map((type) =>
    wordsOf(type).replace(/^(?:oa|as):/, ''),
  )
}

/** The annotations in the file named `name`: each once for every text it is on. */
export function readWebAnnotations(name: string, values: readonly unknown[]): Parsed {
  let byPlace = 0
  const told = values.flatMap((value) => {
    const { note, tags } = bodyOf(name, value)
    return targetsIn(at(value, 'target')).map((target): Told => {
      const quote = quoteIn(at(target, 'selector'), 0)
      if (quote === null && at(target, 'selector') !== undefined) byPlace += 1
      const source = at(target, 'source') ?? at(target, 'id') ?? at(target, '@id')
      return {
        ...placeOf(typeof target === 'string' ? target : addressOf(source)),
        title: wordsOf(at(source, 'title')) || wordsOf(at(source, 'label')) || wordsOf(at(target, 'title')),
        exact: wordsOf(at(quote, 'exact')),
        prefix: wordsOf(at(quote, 'prefix')),
        suffix: wordsOf(at(quote, 'suffix')),
        note,
        tags,
        created: wordsOf(at(value, 'created')),
      }
    })
  })
  return asAnnotations(name, 'w3c', told, placeNotices(byPlace))
}

/** What it is on; a set of things counts as each of them. */
function targetsIn(target: unknown): readonly unknown[] {
  return listOf(target).flatMap((one) => {
    const items = at(one, 'items')
    return items === undefined ? [one] : listOf(items)
  })
}

function addressOf(source: unknown): string {
  return wordsOf(source) || wordsOf(at(source, 'id')) || wordsOf(at(source, '@id'))
}

const MOST_REFINED = 20

/** The quotation that says most closely which words are meant: one selector may be refined by the next. */
function quoteIn(selector: unknown, depth: number): unknown {
  if (depth > MOST_REFINED) return null
  for (const one of listOf(selector)) {
    const inner = quoteIn(at(one, 'refinedBy'), depth + 1) ?? quoteIn(at(one, 'items'), depth + 1)
    if (inner !== null) return inner
    if (typesOf(one).includes('TextQuoteSelector') && typeof at(one, 'exact') === 'string') return one
  }
  return null
}

type Body = { readonly note: string; readonly tags: readonly string[] }

function bodyOf(name: string, annotation: unknown): { note: string; tags: string[] } {
  const isTagging = listOf(at(annotation, 'motivation'))
    .map(wordsOf)
    .every((word) => word === 'tagging')
  const bodies = [
    ...listOf(at(annotation, 'bodyValue')).map((value) => ({ value })),
    ...bodiesIn(at(annotation, 'body')),
  ]
  const parts = bodies.map((body): Body => {
    const said = wordsOf(at(body, 'value')) || wordsOf(at(body, 'chars')) || wordsOf(at(body, 'cnt:chars'))
    const purposes = listOf(at(body, 'purpose')).map(wordsOf)
    const isHtml = wordsOf(at(body, 'format')).includes('html')
    const words = isHtml ? plainText(name, said) : said
    const hasMotive = at(annotation, 'motivation') !== undefined
    const isTag =
      purposes.length === 0
        ? hasMotive && isTagging
        : purposes.some((word) => /^(?:tagg|classify)ing$/.test(word))
    if (words !== '') return isTag ? { note: '', tags: [words] } : { note: words, tags: [] }
    const address = typeof body === 'string' ? body : addressOf(at(body, 'source') ?? body)
    return { note: address === '' ? '' : `<${address}>`, tags: [] }
  })
  return { note: joinNotes(parts.map(({ note }) => note)), tags: parts.flatMap(({ tags }) => tags) }
}

function bodiesIn(body: unknown): readonly unknown[] {
  return listOf(body).flatMap((one) => {
    const items = at(one, 'items')
    return items === undefined ? [one] : listOf(items)
  })
}
