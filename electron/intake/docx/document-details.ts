import type { Block } from '../../../shared/model/version'
import { childNamed, type XmlElement } from '../archive/read-xml'
import {
  dayOf,
  isRightToLeft,
  languageOf,
  nameOf,
  namesOf,
  type Told,
  type ToldDetails,
} from '../file-details'

type DocumentText = { readonly blocks: readonly Block[]; readonly text: string; readonly title: Told<string> }

/** Names that programs give to documents and their owners by themselves. */
const nobody =
  /^(?:(?:microsoft |windows |office )*(?:office )?user|user|admin(?:istrator)?|owner|author|unknown|guest|default|python-docx|docx4j|apache poi|libreoffice|openoffice|un-named|home|hp|dell|lenovo|acer|asus|pc)$/i
const noTitle =
  /^(?:microsoft (?:office )?word\b.*|(?:untitled|document|dokument|documento|doc|new|title|report title|word document|powerpoint presentation)[\s_-]*\d*|.*\.(?:docx?|dotx?|odt|rtf|pdf|txt)|.*\btemplate\b.*|[\W\d_]*)$/i
/** The day on which the empty document was made that a library for Python starts from. */
const templateDay = '2013-12-23'

/**
 * What the properties of a document tell, as far as they can be believed. A title that stands in the text is taken from
 * there; one that programs or templates give is none.
 */
export function documentDetails(
  properties: XmlElement | null,
  { blocks, text, title }: DocumentText,
): ToldDetails {
  const told = (name: string) => nameOf(childNamed(properties, name)?.text)
  const rule = 'document-properties'
  const stated = told('title')
  const isStated = stated !== null && !noTitle.test(stated)
  const isInText = blocks.some((block) => block.text === stated)
  const created = dayOf(told('created'))
  const published = created === templateDay ? null : created
  const modified = dayOf(told('modified'))
  const authors = namesOf((told('creator') ?? '').split(/\s*;\s*/)).filter((name) => !nobody.test(name))
  const language = languageOf(told('language'))
  return {
    title: isStated && (isInText || title.rule !== 'heading') ? { value: stated, rule } : title,
    authors:
      authors.length === 0
        ? null
        : { value: authors, rule, words: authors.length === 1 ? authors[0] : undefined },
    published: published === null ? null : { value: published, rule: 'file-created' },
    updated: modified !== null && modified !== created ? { value: modified, rule: 'file-changed' } : null,
    language: language === null ? null : { value: language, rule },
    direction: isRightToLeft(text) ? { value: 'rtl', rule: 'script' } : null,
    kind: { value: 'document', rule: 'file-format' },
  }
}
