import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'

const extensions = [gfm()]
const mdastExtensions = [gfmFromMarkdown()]
const firstPart = {
  extensions: [gfm(), frontmatter(['yaml'])],
  mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
}

/** About how much is parsed at once. The parser's time grows with the square of what it is given. */
const PART = 4096

/** What may be front matter: it ends far from its start at times, and is none before it has ended. */
const fenced = /^---[ \t]*(?:\r\n|[\r\n])(?:[^]*?[\r\n])?---[ \t]*(?=[\r\n]|$)/

type Part = { readonly text: string; readonly blocks: readonly RootContent[] }

/**
 * CommonMark with GitHub's tables, task lists, footnotes, strikethrough and bare links, and with front matter. The text
 * is parsed part by part, each up to a block that begins anew whatever came before; references into other parts are
 * resolved. Positions in the tree are those in the part.
 */
export function parseMarkdown(text: string): Root {
  // A byte order mark at the start of a stretch the parser takes for none of its text. Files that were joined have some.
  const parts = splitIntoParts(text.replaceAll(/^\ufeff+/gm, ''))
  const definitions = definitionsOf(parts)
  const children = parts.flatMap((part, index) => {
    const elsewhere = mentionsOf(part.text).flatMap((label) => {
      const definition = definitions.get(label)
      return definition === undefined || definition.part === index ? [] : [definition.source]
    })
    return elsewhere.length === 0 ? part.blocks : parseKnowing(elsewhere, part, index === 0)
  })
  return { type: 'root', children }
}

/** Of the blocks in a stretch of text, all but the last are what they are in the whole text. */
function splitIntoParts(text: string): Part[] {
  const parts: Part[] = []
  let start = 0
  let length = PART + (fenced.exec(text)?.[0].length ?? 0)
  while (start < text.length) {
    const stretch = text.slice(start, start + length)
    const blocks = parseStretch(stretch, start === 0)
    const isRest = start + length >= text.length
    const last = blocks.at(-1)
    const end = isRest || last === undefined ? stretch.length : lineStart(stretch, last)
    if (end > 0) {
      parts.push({ text: stretch.slice(0, end), blocks: isRest ? blocks : blocks.slice(0, -1) })
      start += end
      length = PART
    } else length *= 2
  }
  return parts
}

function parseStretch(text: string, isFirst: boolean): RootContent[] {
  return fromMarkdown(text, isFirst ? firstPart : { extensions, mdastExtensions }).children
}

function lineStart(text: string, block: Nodes): number {
  const before = text.slice(0, offsetOf(block))
  return Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
}

function offsetOf({ position }: Nodes): number {
  return position?.start.offset ?? 0
}

type Known = { readonly part: number; readonly source: string }

/** What the text defines for its links and footnotes, by label; the first definition of each holds. */
function definitionsOf(parts: readonly Part[]): Map<string, Known> {
  const known = new Map<string, Known>()
  parts.forEach(({ text, blocks }, part) => {
    const open: Nodes[] = blocks.toReversed()
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === 'definition' || node.type === 'footnoteDefinition') {
        const label = labelOf(node.type === 'definition' ? node.identifier : `^${node.identifier}`)
        const source = sourceOf(node, text)
        if (!known.has(label) && source !== null) known.set(label, { part, source })
      }
      if ('children' in node) open.push(...node.children.toReversed())
    }
  })
  return known
}

/** A definition as it is written, of a footnote the label alone; null when it goes over several lines. */
function sourceOf(node: Definition | FootnoteDefinition, text: string): string | null {
  const written = text.slice(offsetOf(node), node.position?.end.offset)
  if (node.type === 'definition') return written.includes('\n') ? null : written
  return `${written.slice(0, written.indexOf(']:'))}]: x`
}

/** The labels in brackets that a text mentions. */
function mentionsOf(text: string): string[] {
  const labels = Array.from(text.matchAll(/\[([^[\]]{1,999})\]/g), ([, label = '']) => labelOf(label))
  return [...new Set(labels)]
}

/** Labels are the same when they differ only in white space and case. */
function labelOf(written: string): string {
  return written.replaceAll(/\s+/g, ' ').trim().toLowerCase().toUpperCase()
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
  const prefix = `${definitions.join('\n\n')}\n\n`
  const known = parseStretch(prefix + text.slice(from), false)
  return [...matter, ...known.filter((block) => offsetOf(block) >= prefix.length)]
}
