import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import {
  type Cut,
  dropBehind,
  findCut,
  joinBehind,
  nextLine,
  type OpenBlock,
  offsetOf,
} from './split-markdown'

const whole = gfm()
/** What begins among words with a bracket or a tilde: all but bare links, which any letter may begin. */
const bracketed = Object.fromEntries(
  Object.entries(whole.text ?? {}).filter(([code]) => '[]~'.includes(String.fromCharCode(Number(code)))),
)

/** Bare links, and what a parser is told that looks for them. They may be written with escapes and by numbers. */
const mayLink = /http|www|[@&]/i
/** The line under the head of a table has one of these. */
const mayBeTable = /\||:-|-:/

/**
 * How a stretch is parsed: without what it cannot hold. To look for bare links at every letter and for a table at every
 * line takes the parser a third of its time.
 */
function optionsFor(text: string, isFirst: boolean): Options {
  const hasLinks = mayLink.test(text)
  return {
    extensions: [
      {
        ...whole,
        text: hasLinks ? whole.text : bracketed,
        flow: mayBeTable.test(text) ? whole.flow : {},
      },
      ...(isFirst ? [frontmatter(['yaml'])] : []),
    ],
    mdastExtensions: [
      gfmFromMarkdown().filter(({ transforms }) => hasLinks || transforms === undefined),
      ...(isFirst ? [frontmatterFromMarkdown(['yaml'])] : []),
    ],
  }
}

/** About how much is parsed at once. The parser's time grows with the square of what it is given. */
const PART = 4096

/** What may be front matter: it ends far from its start at times, and is none before it has ended. */
const fenced = /^---[ \t]*(?:\r\n|[\r\n])(?:[^]*?[\r\n])?---[ \t]*(?=[\r\n]|$)/

type Part = {
  /** The lines that open again what was open at the end of the part before, then a stretch of the text. */
  readonly text: string
  readonly blocks: readonly RootContent[]
  /** Which blocks of the part before go on in this one. */
  readonly open: readonly OpenBlock[]
}

/**
 * CommonMark with GitHub's tables, task lists, footnotes, strikethrough and bare links, and with front matter. The text
 * is parsed part by part, each up to where it may be parted whatever comes after; references into other parts are
 * resolved. Positions in the tree are those in the part, and whether a list is spread is not told.
 */
export function parseMarkdown(text: string, partLength = PART): Root {
  // A byte order mark at the start of a stretch the parser takes for none of its text. Files that were joined have some.
  const parts = splitIntoParts(text.replaceAll(/^\ufeff+/gm, ''), partLength)
  const definitions = definitionsOf(parts)
  const children: RootContent[] = []
  parts.forEach((part, index) => {
    const elsewhere = mentionsOf(part.text).flatMap((label) => {
      const definition = definitions.get(label)
      return definition === undefined || definition.part === index ? [] : [definition.source]
    })
    const blocks = elsewhere.length === 0 ? part.blocks : parseKnowing(elsewhere, part, index === 0)
    joinBehind(children, blocks, part.open)
  })
  return { type: 'root', children }
}

/** Parts of the text, and each stretch a whole number of lines: half a line may be something else. */
function splitIntoParts(text: string, partLength: number): Part[] {
  const parts: Part[] = []
  let start = 0
  let length = partLength + (fenced.exec(text)?.[0].length ?? 0)
  let before: Pick<Cut, 'stub' | 'open'> = { stub: '', open: [] }
  while (start < text.length) {
    const end = nextLine(text, start + length)
    const { stub, open } = before
    const stretch = stub + text.slice(start, end)
    const blocks = parseStretch(stretch, start === 0)
    const cut = end < text.length ? findCut(stretch, blocks, stub.length) : null
    if (cut !== null) {
      dropBehind(blocks, cut)
      parts.push({ text: stretch.slice(0, cut.at), blocks, open })
      start += cut.at - stub.length
      length = partLength
      before = cut
    } else if (end === text.length) {
      parts.push({ text: stretch, blocks, open })
      start = end
    } else length *= 2
  }
  return parts
}

/** More signs of markup than this in one stretch, which cannot be parted, and the parser runs out of memory. */
const MOST_SIGNS = 200_000
const sign = /[[\]!<&|\\]|\*+|_+|`+|~+/g
/** A line that begins so many quotations and lists takes the parser seconds, and a few more all of its calls. */
const tooDeep = /^[ \t]*(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])[ \t]+){500}/m

/** Throws a RangeError when the parser would not come to an end with the text, or has not. */
function parseStretch(text: string, isFirst: boolean): RootContent[] {
  if (text.length > MOST_SIGNS && (text.match(sign)?.length ?? 0) > MOST_SIGNS)
    throw new RangeError('One block has too many signs of markup.')
  if (tooDeep.test(text)) throw new RangeError('One line begins too many blocks.')
  return fromMarkdown(text, optionsFor(text, isFirst)).children
}

type Known = { readonly part: number; readonly source: string }

/** What the text defines for its links and footnotes, by label; the first definition of each holds. */
function definitionsOf(parts: readonly Part[]): Map<string, Known> {
  const known = new Map<string, Known>()
  parts.forEach(({ blocks }, part) => {
    const open: Nodes[] = blocks.toReversed()
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === 'definition' || node.type === 'footnoteDefinition') {
        const label = labelOf(node.type === 'definition' ? node.identifier : `^${node.identifier}`)
        if (!known.has(label)) known.set(label, { part, source: sourceOf(node) })
      }
      if ('children' in node) for (const child of node.children.toReversed()) open.push(child)
    }
  })
  return known
}

/** A definition in one line, of a footnote the label alone. Its identifier is the label as it was written. */
function sourceOf(node: Definition | FootnoteDefinition): string {
  if (node.type === 'footnoteDefinition') return `[^${node.identifier}]: x`
  const url = node.url.replaceAll(/[<>\\&\u0000-\u001f]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `[${node.identifier}]: <${url}>`
}

/** The labels in brackets that a text mentions. */
function mentionsOf(text: string): string[] {
  const labels = Array.from(text.matchAll(/\[((?:[^[\]\\]|\\[^]){1,999})\]/g), ([, label = '']) =>
    labelOf(label),
  )
  return [...new Set(labels)]
}

/** Labels are the same when they differ only in white space and case. */
function labelOf(written: string): string {
  return written
    .replaceAll(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
}

/** The blocks of a part, parsed behind what is defined elsewhere. */
function parseKnowing(
  definitions: readonly string[],
  { text, blocks }: Part,
  isFirst: boolean,
): readonly RootContent[] {
  // Front matter holds no references, and is front matter in the first line alone.
  const [first] = blocks
  const matter = isFirst && first?.type === 'yaml' ? [first] : []
  const from = matter.length === 0 ? 0 : (first?.position?.end.offset ?? 0)
  // The heading ends the last footnote, which would take what is indented for its own.
  const prefix = `${definitions.join('\n\n')}\n\n#\n\n`
  const known = parseStretch(prefix + text.slice(from), false)
  return [...matter, ...known.filter((block) => offsetOf(block) >= prefix.length)]
}
