import type { PhrasingContent, Root, RootContent, Text } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import { stringify } from 'yaml'
import { balanced } from '../model/balanced'
import { citeSource } from './cite-source'
import { obsidianEscapes, pandocEscapes, withoutDoubledUnderscores } from './markdown/escapes'
import { obsidianTree } from './markdown/obsidian'
import { pandocTree } from './markdown/pandoc'

/** Who is to read it: `plain` is CommonMark with GitHub's additions. */
export type MarkdownFlavour = 'plain' | 'pandoc' | 'obsidian'

/**
 * Serialise a Markdown tree, once. No sign in its words is read as syntax by those whom the flavour is for. The same tree
 * gives the same bytes. `name` is what the file is called without its ending: the bibliography is to stand beside it.
 */
export function writeMarkdown(tree: Root, flavour: MarkdownFlavour = 'plain', name = 'brief'): string {
  switch (flavour) {
    case 'plain':
      return toMarkdown(tree, options)
    case 'pandoc':
      return `${pandocHead(tree, name)}${toMarkdown(pandocTree(tree), pandocOptions)}`
    case 'obsidian':
      return `${obsidianHead(tree)}${toMarkdown(obsidianTree(tree), obsidianOptions)}`
  }
}

const options: Options = {
  // All cells count as three signs wide: a longer one would change every line of its table, and some want three dashes.
  extensions: [gfmToMarkdown({ stringLength: () => 3 })],
  bullet: '-',
  emphasis: '_',
  rule: '-',
}

/** Neither takes an address between angle brackets for a link where its scheme is our own. */
const pandocOptions: Options = {
  ...options,
  resourceLink: true,
  rule: '*',
  unsafe: pandocEscapes,
  handlers: { text: ({ value }: Text, _, state, info) => withoutDoubledUnderscores(state.safe(value, info)) },
}
const obsidianOptions: Options = { ...options, resourceLink: true, unsafe: obsidianEscapes }

/** pandoc reads the values of its metadata as Markdown. */
function pandocHead({ data, children }: Root, name: string): string {
  if (data?.brief === undefined) return ''
  const { title, cited } = data.brief
  const words: PhrasingContent[] = [{ type: 'text', value: balanced(title) }]
  return front({
    title: toMarkdown({ type: 'paragraph', children: words }, pandocOptions).trimEnd(),
    ...(cited.length > 0 && { bibliography: `${name}.bib` }),
    // Without a place of its own, the bibliography stands at the end.
    ...(cited.length > 0 && !children.some(isSourceList) && { 'reference-section-title': 'Sources' }),
  })
}

function isSourceList(node: RootContent): boolean {
  return node.type === 'list' && node.data?.sources === true
}

function obsidianHead({ data }: Root): string {
  if (data?.brief === undefined) return ''
  const { title, created, cited } = data.brief
  return front({
    title: balanced(title),
    created: created.slice(0, 10),
    ...(cited.length > 0 && { sources: cited.map(({ details }) => citeSource(details)) }),
  })
}

/** All words are quoted, since readers of YAML differ in what they take for a number, a date or a yes. */
function front(properties: Readonly<Record<string, unknown>>): string {
  const yaml = stringify(properties, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  })
  return `---\n${yaml}---\n\n`
}
