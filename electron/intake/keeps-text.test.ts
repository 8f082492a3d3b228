import {
  array,
  assert,
  boolean,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
  string,
  tuple,
} from 'fast-check'
import type { Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import { readHtml } from './html/read-html'
import { readMarkdown } from './markdown/read-markdown'

// No character of a text is lost between a tree of blocks, the file it is written to, and the blocks that are read.

type Run = { readonly text: string; readonly em: boolean; readonly strong: boolean; readonly link: boolean }
type Tree =
  | { readonly kind: 'paragraph' | 'heading' | 'quote' | 'lines'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
type Item = { readonly runs: readonly Run[]; readonly inner: Tree | null }

// Each begins with a letter, so that no text looks like the sign of a list item; what may be markup follows.
const words = tuple(
  constantFrom('a', 'Ж', '港', 'ع'),
  oneof(string({ unit: 'grapheme', maxLength: 12 }), string({ unit: 'grapheme-ascii', maxLength: 12 })),
).map(([first, rest]) => `${first}${rest.replaceAll(/[\s|]+/gu, ' ').trimEnd()}`)
const runs = array(record({ text: words, em: boolean(), strong: boolean(), link: boolean() }), {
  minLength: 1,
  maxLength: 4,
})
const { tree } = letrec<{ tree: Tree; item: Item }>((tie) => ({
  tree: oneof(
    { maxDepth: 3 },
    record({
      kind: constantFrom('paragraph' as const, 'heading' as const, 'quote' as const, 'lines' as const),
      runs,
    }),
    record({
      kind: constantFrom('table' as const),
      rows: array(array(words, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    }),
    record({
      kind: constantFrom('list' as const),
      ordered: boolean(),
      items: array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
  ),
  item: record({ runs, inner: oneof(constantFrom(null), tie('tree')) }),
}))
const trees = array(tree, { minLength: 1, maxLength: 6 })

/** Every character that is drawn, with the signs that stand before items. */
function lettersOf(tree: Tree): string {
  switch (tree.kind) {
    case 'list':
      return tree.items
        .map(({ runs, inner }, index) => {
          const sign = tree.ordered ? `${index + 1}.` : '•'
          return sign + letters(textOf(runs)) + (inner === null ? '' : lettersOf(inner))
        })
        .join('')
    case 'table':
      return letters(tree.rows.map((cells) => cells.join('|')).join(''))
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'lines':
      return letters(textOf(tree.runs))
  }
}

const textOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join(' ')
const letters = (text: string) => text.replaceAll(/\s/gu, '')
const utf8 = (text: string) => new TextEncoder().encode(text)

/** Each character that is drawn, with the marks it has. */
function markedLetters(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ text, marks }) =>
    Array.from({ length: text.length }, (_, at) => {
      const kinds = marks.filter(({ start, end }) => start <= at && at < end).map(({ kind }) => kind)
      return `${text[at]} ${kinds.toSorted().join(' ')}`
    }).filter((letter) => !letter.startsWith(' ') && letters(letter[0] ?? '') !== ''),
  )
}

function expectedLetters(runs: readonly Run[]): string[] {
  return runs.flatMap(({ text, em, strong, link }) => {
    const kinds = [...(em ? ['emphasis'] : []), ...(link ? ['link'] : []), ...(strong ? ['strong'] : [])]
    return letters(text)
      .split('')
      .map((letter) => `${letter} ${kinds.join(' ')}`)
  })
}

function htmlOf(tree: Tree): string {
  switch (tree.kind) {
    case 'paragraph':
      return `<p>${htmlRuns(tree.runs)}</p>`
    case 'heading':
      return `<div><h2> ${htmlRuns(tree.runs)}\n</h2></div>`
    case 'quote':
      return `<blockquote>${htmlRuns(tree.runs)}</blockquote>`
    case 'lines':
      return `<pre>${htmlRuns(tree.runs).replaceAll('> <', '>\n<')}</pre>`
    case 'list': {
      const tag = tree.ordered ? 'ol' : 'ul'
      const items = tree.items.map(
        ({ runs, inner }) => `<li>${htmlRuns(runs)}${inner ? htmlOf(inner) : ''}</li>`,
      )
      return `<${tag}>${items.join('\n')}</${tag}>`
    }
    case 'table': {
      const rows = tree.rows.map(
        (cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
      )
      return `<table>${rows.join('')}</table>`
    }
  }
}

function htmlRuns(runs: readonly Run[]): string {
  return runs
    .map(({ text, em, strong, link }) => {
      const emphasised = em ? `<em>${escaped(text)}</em>` : escaped(text)
      const weighty = strong ? `<b>${emphasised}</b>` : emphasised
      return `<span>${link ? `<a href="https://a.example/">${weighty}</a>` : weighty}</span>`
    })
    .join(' ')
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

test('no character is lost on the way through HTML', { timeout: 60_000 }, () => {
  assert(
    property(trees, (all) => {
      const { blocks } = readHtml('page.html', utf8(`<!doctype html>${all.map(htmlOf).join('\n')}`))
      expect(letters(projectText(blocks).text)).toBe(all.map(lettersOf).join(''))
      expect(blocks.filter(({ text }) => text !== text.trim() || /[\n\r\u2028\u2029]/.test(text))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('in HTML each character keeps its marks', { timeout: 60_000 }, () => {
  assert(
    property(runs, (all) => {
      const { blocks } = readHtml('page.html', utf8(`<!doctype html><p> \n${htmlRuns(all)} </p>`))
      expect(markedLetters(blocks)).toEqual(expectedLetters(all))
    }),
    { numRuns: 500 },
  )
})

type Markdown = Root['children'][number]
type Phrasing = Extract<Markdown, { type: 'paragraph' }>['children']

function markdownOf(tree: Tree): Markdown {
  switch (tree.kind) {
    case 'paragraph':
      return { type: 'paragraph', children: markdownRuns(tree.runs) }
    case 'heading':
      return { type: 'heading', depth: 3, children: markdownRuns(tree.runs) }
    case 'quote':
      return { type: 'blockquote', children: [{ type: 'paragraph', children: markdownRuns(tree.runs) }] }
    case 'lines':
      return { type: 'code', value: tree.runs.map(({ text }) => text).join('\n') }
    case 'list':
      return {
        type: 'list',
        ordered: tree.ordered,
        children: tree.items.map(({ runs, inner }) => {
          const paragraph = { type: 'paragraph' as const, children: markdownRuns(runs) }
          // What the generator nests is what may stand in an item.
          return {
            type: 'listItem',
            children: inner === null ? [paragraph] : [paragraph, markdownOf(inner) as never],
          }
        }),
      }
    case 'table':
      return {
        type: 'table',
        children: tree.rows.map((cells) => ({
          type: 'tableRow',
          children: cells.map((value) => ({ type: 'tableCell', children: [{ type: 'text', value }] })),
        })),
      }
  }
}

function markdownRuns(runs: readonly Run[]): Phrasing {
  return runs.flatMap(({ text, em, strong, link }, index): Phrasing => {
    const plain: Phrasing[number] = { type: 'text', value: text }
    const emphasised: Phrasing[number] = em ? { type: 'emphasis', children: [plain] } : plain
    const weighty: Phrasing[number] = strong ? { type: 'strong', children: [emphasised] } : emphasised
    const linked: Phrasing[number] = link
      ? { type: 'link', url: 'https://a.example/', children: [weighty] }
      : weighty
    return index === 0 ? [linked] : [{ type: 'text', value: ' ' }, linked]
  })
}

test('no character is lost on the way through Markdown', { timeout: 60_000 }, () => {
  assert(
    property(trees, (all) => {
      const text = toMarkdown(
        { type: 'root', children: all.map(markdownOf) },
        { extensions: [gfmToMarkdown()] },
      )
      const { blocks } = readMarkdown('note.md', utf8(text))
      expect(letters(projectText(blocks).text)).toBe(all.map(lettersOf).join(''))
    }),
    { numRuns: 500 },
  )
})
