import { blockSpan, projectText } from '../../shared/anchoring/text-projection'
import { Failure } from '../../shared/contract/failure'
import type { Inference } from '../../shared/model/source'
import type { Block, Original } from '../../shared/model/version'
import { decodeText } from './decode-text'
import { inferTitle } from './infer-title'
import { plainTextBlocks } from './plain-text-blocks'

/** Most text that one source may hold, in UTF-16 units. */
export const MOST_TEXT = 5_000_000

/** What was read from a file: its blocks, and what could be told of the source from them. */
export type ReadFile = {
  readonly blocks: readonly Block[]
  readonly notices: readonly string[]
  readonly mediaType: Original['mediaType']
  readonly encoding: Original['encoding']
  readonly extension: string
  readonly characters: number
  readonly title: string
  readonly direction: 'ltr' | 'rtl'
  readonly inferences: readonly Inference[]
}

/** Read the bytes of a file that was named `name`. Throws a Failure that names the file and the reason. */
export function readFile(name: string, bytes: Uint8Array): ReadFile {
  const { text, encoding } = decodeText(name, bytes)
  if (text.length > MOST_TEXT) {
    const size = (text.length / 1_000_000).toFixed(1)
    const advice = 'Cut it into parts and import them one by one.'
    throw new Failure(
      'too-much-text',
      `“${name}” holds ${size} million characters; a source holds at most 5 million. ${advice}`,
    )
  }
  const { blocks, notices } = plainTextBlocks(text)
  const projection = projectText(blocks)
  const title = inferTitle(blocks)
  const named = title === null ? undefined : blocks[title]
  return {
    blocks,
    notices: encoding === 'utf-8' ? notices : [`Read as ${encoding.toUpperCase()}.`, ...notices],
    mediaType: 'text/plain',
    encoding,
    extension: 'txt',
    characters: projection.text.length,
    title: named === undefined ? withoutExtension(name) : named.text.slice(0, 500),
    direction: isRightToLeft(projection.text) ? 'rtl' : 'ltr',
    inferences:
      title === null
        ? [{ field: 'title', rule: 'file-name', evidence: null }]
        : [{ field: 'title', rule: 'headline', evidence: { version: 1, ...blockSpan(projection, title) } }],
  }
}

function withoutExtension(name: string): string {
  const base = name.replace(/\.[^.]{1,8}$/, '').trim()
  return base === '' ? name : base.slice(0, 500)
}

/** The direction of a text is that of most of its first letters, as the Unicode script of each says. */
function isRightToLeft(text: string): boolean {
  const letters = text.slice(0, 2000).match(/\p{L}/gu) ?? []
  const rightToLeft = letters.filter((letter) =>
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter),
  )
  return rightToLeft.length > letters.length / 2
}
