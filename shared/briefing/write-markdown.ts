import type { Root } from 'mdast'
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote'
import { toMarkdown } from 'mdast-util-to-markdown'

/** Serialise a Markdown tree, once: CommonMark with GitHub's footnotes. The same tree gives the same bytes. */
export function writeMarkdown(tree: Root): string {
  return toMarkdown(tree, { extensions: [gfmFootnoteToMarkdown()], bullet: '-', emphasis: '_', rule: '-' })
}
