import { assertNever } from '../model/assert-never'
import type { Block } from '../model/version'
import { diffVersions } from './diff-versions'

/** One difference between two copies of a passage: words that became others, or a paragraph that only one of them has. */
export type Difference =
  | { readonly kind: 'words'; readonly before: string; readonly after: string }
  | { readonly kind: 'missing' | 'added'; readonly text: string }

/** In what the second copy of a passage differs from the first, in reading order; nothing where it says the same. */
export function differencesOf(first: readonly Block[], copy: readonly Block[]): Difference[] {
  return diffVersions(first, copy).flatMap(({ kind, parts }): Difference[] => {
    const text = parts.map((part) => part.text).join('')
    switch (kind) {
      case 'same':
        return []
      case 'removed':
        return [{ kind: 'missing', text }]
      case 'added':
        return [{ kind: 'added', text }]
      case 'changed':
      case 'moved':
        return changesIn(parts)
      default:
        return assertNever(kind)
    }
  })
}

type Part = ReturnType<typeof diffVersions>[number]['parts'][number]

/** Words that went and those that came in their place, as one change. */
function changesIn(parts: readonly Part[]): Difference[] {
  const changes: { kind: 'words'; before: string; after: string }[] = []
  let isOpen = false
  for (const { kind, text } of parts) {
    if (kind === 'same') {
      isOpen = false
      continue
    }
    const last = isOpen ? changes.at(-1) : undefined
    const change = last ?? { kind: 'words', before: '', after: '' }
    if (last === undefined) changes.push(change)
    if (kind === 'removed') change.before += text
    else change.after += text
    isOpen = true
  }
  return changes.map(({ before, after }) => ({ kind: 'words', before: before.trim(), after: after.trim() }))
}
