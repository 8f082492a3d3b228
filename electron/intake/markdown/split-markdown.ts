import type { Nodes, RootContent } from 'mdast'

/** Where a text may be parted: everything before `at` is what it is whatever follows. */
export type Cut = {
  /** Offset of a line start in the text. */
  readonly at: number
  /** The blocks that go on behind the cut, from the outermost in. */
  readonly open: readonly OpenBlock[]
  /** Lines that, put before what follows the cut, open those blocks again. */
  readonly stub: string
}

export type OpenBlock = {
  readonly type: 'list' | 'listItem' | 'blockquote' | 'table'
  /** How many children the stub gives it, which are none of the text. */
  readonly stubs: number
}

/** A longer stub would cost more than it saves: what lies that deep is parsed in one piece. */
const LONGEST_STUB = 1024

/**
 * The first place, from the outermost blocks in, where `text`, parsed as `blocks`, may be parted behind its first `done`
 * characters; null when there is none. Which blocks a line belongs to is decided by the lines before it, but what the
 * last paragraph, table or definition becomes is not: a cut lies before it.
 */
export function findCut(text: string, blocks: readonly RootContent[], done: number): Cut | null {
  const stub = new Map<number, string>()
  const open: { type: OpenBlock['type']; line: number | null }[] = []
  let inside: Inside = { quotes: 0, width: 0 }
  let siblings: readonly Nodes[] = blocks
  for (;;) {
    const last = beforeOpenEnd(siblings)
    const node = siblings.at(-1)
    if (last === undefined || node === undefined) return null
    const at = lineStart(text, last)
    if (siblings.length > 1 && at > done) return isInside(text, at, inside) ? cutAt(at) : null
    const line = lineStart(text, node)
    if (node.type === 'list') open.push({ type: 'list', line: null })
    else if (node.type === 'blockquote') {
      open.push({ type: 'blockquote', line: null })
      inside = { ...inside, quotes: inside.quotes + 1 }
    } else if (node.type === 'listItem') {
      const prefix = itemPrefix(text, node)
      if (prefix === null) return null
      open.push({ type: 'listItem', line })
      stub.set(line, `${prefix}#\n`)
      inside = { ...inside, width: prefix.length }
    } else if (node.type === 'table') {
      const second = nextLine(text, line)
      if (line > done && !isInside(text, line, inside)) return null
      if (!isInside(text, second, inside)) return null
      open.push({ type: 'table', line })
      stub.set(line, text.slice(line, nextLine(text, second)))
    } else return null
    siblings = node.children
  }

  function cutAt(at: number): Cut | null {
    const lines = [...stub.values()].join('')
    if (lines.length > LONGEST_STUB) return null
    // What stands on one line is opened by the innermost of it, and has no stub of its own but that.
    const own = (line: number, index: number) => open.findLastIndex((other) => other.line === line) === index
    return {
      at,
      stub: lines,
      open: open.map(({ type, line }, index) => ({ type, stubs: line !== null && own(line, index) ? 1 : 0 })),
    }
  }
}

/** Of the blocks around a line: how many are quotations, and how far the text of the innermost item is indented. */
type Inside = { readonly quotes: number; readonly width: number }

/** True when a line says by itself that it is inside; one that does not goes on with what was before it. */
function isInside(text: string, line: number, { quotes, width }: Inside): boolean {
  const prefix = /[ \t>]*/y
  prefix.lastIndex = line
  const signs = prefix.exec(text)?.[0].replaceAll('\t', '    ') ?? ''
  return signs.length >= width && signs.split('>').length > quotes
}

/** The last of these blocks, or an earlier one that it hangs on. */
function beforeOpenEnd(siblings: readonly Nodes[]): Nodes | undefined {
  return siblings.findLast((node, index) => {
    const before = siblings[index - 1]
    return before === undefined || !hangsOn(node, before)
  })
}

/**
 * True where a block may be another without the one before it: a paragraph may turn out to be the title of a definition,
 * and to the parser code is not the same behind every container, nor is a line of a list behind code.
 */
function hangsOn(node: Nodes, before: Nodes): boolean {
  if (node.type === 'code') return !['paragraph', 'heading', 'code'].includes(before.type)
  if (node.type !== 'paragraph' && !isUnderlined(node)) return false
  return before.type === 'code' || before.position?.end.line === (node.position?.start.line ?? 0) - 1
}

function isUnderlined({ type, position }: Nodes): boolean {
  return type === 'heading' && position?.start.line !== position?.end.line
}

/** The line on which an item begins, up to its text; null where tabs make it hard to say where that is. */
function itemPrefix(text: string, item: Nodes): string | null {
  const start = offsetOf(item)
  const [, marker, spaces = '', rest] =
    /^([-+*]|\d{1,9}[.)])([ \t]*)(.?)/.exec(text.slice(start, start + 400)) ?? []
  if (marker === undefined || spaces.includes('\t')) return null
  const isText = rest !== '' && spaces.length >= 1 && spaces.length <= 4
  return `${text.slice(lineStart(text, item), start)}${marker}${isText ? spaces : ' '}`
}

/** Take from `blocks` what lies behind a cut. */
export function dropBehind(blocks: RootContent[], { at, open }: Cut): void {
  let siblings: Nodes[] = blocks
  for (const _ of open) {
    const last = siblings.at(-1)
    if (last === undefined || !('children' in last)) throw new Error('A block that was open has ended.')
    siblings = last.children
  }
  const first = siblings.findIndex((node) => offsetOf(node) >= at)
  siblings.splice(first)
}

/** Add to the blocks before a cut those that were parsed behind it, where they go on. */
export function joinBehind(before: Nodes[], behind: readonly Nodes[], open: readonly OpenBlock[]): void {
  const [outer, ...inner] = open
  let rest = behind
  if (outer !== undefined) {
    const begun = before.at(-1)
    const [again, ...others] = behind
    if (
      begun?.type !== outer.type ||
      again?.type !== outer.type ||
      !('children' in begun && 'children' in again)
    )
      throw new Error(`A ${outer.type} that was parted does not go on.`)
    joinBehind(begun.children, again.children.slice(outer.stubs), inner)
    rest = others
  }
  for (const node of rest) before.push(node)
}

/** Where the line begins on which a block begins. */
function lineStart(text: string, node: Nodes): number {
  const before = text.slice(0, offsetOf(node))
  return Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
}

/** Where the line after the one with `offset` begins; the end of the text on the last. */
export function nextLine(text: string, offset: number): number {
  const ending = /\r\n?|\n/g
  ending.lastIndex = offset
  return ending.test(text) ? ending.lastIndex : text.length
}

export function offsetOf({ position }: Nodes): number {
  return position?.start.offset ?? 0
}
