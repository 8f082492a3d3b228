import { type RefObject, useRef, useState } from 'react'
import { blockIndexAt } from '../../../shared/anchoring/text-projection'
import { useCommand } from '../../state/commands'
import type { Article, Stretch } from '../article'
import { FindBar } from './FindBar'

type Props = {
  readonly article: Article
  readonly scroller: RefObject<HTMLElement | null>
  /** Is told what is found, for the strip beside the scroll bar; null once nothing is looked for. */
  readonly onFound?: (found: readonly Stretch[] | null) => void
  /** Shows a hit that cannot be seen, as one that is folded away; without it the text is scrolled there. */
  readonly onReveal?: (offset: number) => void
}

/** The longest selection that is taken as what to look for. */
const LONGEST = 200

/**
 * Opens the bar by the command `find`, with the words that are selected, else with those that were looked for last.
 * When it is open, the command begins a new search from the text, or goes back to the field from anywhere else.
 */
export function FindInText({ article, scroller, onFound, onReveal }: Props) {
  const [search, setSearch] = useState<{ readonly number: number; readonly initial: string } | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const last = useRef('')
  useCommand('find', () => {
    const fromText = article.editor.view.dom.contains(document.activeElement)
    if (search === null || fromText) {
      setSearch({ number: (search?.number ?? 0) + 1, initial: selectedWords(article) || last.current })
    } else {
      field.current?.focus()
      field.current?.select()
    }
  })
  if (search === null) return null
  return (
    <FindBar
      key={search.number}
      field={field}
      article={article}
      scroller={scroller}
      initial={search.initial}
      onQuery={(query) => {
        last.current = query
      }}
      onClose={() => setSearch(null)}
      {...(onFound && { onFound })}
      {...(onReveal && { onReveal })}
    />
  )
}

/** What is selected, if that is a few words of one block; else nothing. */
function selectedWords({ projection, selection }: Article): string {
  const { anchor, head } = selection()
  const start = Math.min(anchor, head)
  const end = Math.max(anchor, head)
  const fits = end - start <= LONGEST && blockIndexAt(projection, start) === blockIndexAt(projection, end)
  return fits ? projection.text.slice(start, end).trim() : ''
}
