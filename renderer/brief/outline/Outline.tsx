import type { RefObject } from 'react'
import { ListBox } from '../../ui/ListBox'
import { count } from '../../ui/words'
import type { BriefHeadingLine } from '../editor/editor-props'

type Props = {
  readonly headings: readonly BriefHeadingLine[]
  /** The block with the caret; null while it has not been placed. */
  readonly caret: number | null
  readonly onJump: (block: number) => void
  /** What holds the list, for the command that leads here. */
  readonly place: RefObject<HTMLDivElement | null>
}

/** The headings of the brief with how much stands under each; the one with the caret is marked. */
export function Outline({ headings, caret, onJump, place }: Props) {
  const current = caret === null ? undefined : headings.findLast(({ block }) => block <= caret)
  return (
    <div ref={place} className="outline-part">
      <h3 className="sect">Outline</h3>
      {headings.length === 0 ? (
        <p className="empty">No headings yet: a line that begins with ## is one.</p>
      ) : (
        <div className="outline-list">
          <ListBox
            label="Outline of the brief"
            items={headings}
            keyOf={({ block }) => String(block)}
            chosen={current === undefined ? null : String(current.block)}
            onChoose={({ block }) => onJump(block)}
            onEnter={({ block }) => onJump(block)}
            nameOf={({ words }) => words}
            estimate={26}
          >
            {({ words, level, leads }) => (
              <div className="li" data-level={level}>
                <span className="t" dir="auto">
                  {words === '' ? 'Heading without words' : words}
                </span>
                {leads === 0 ? null : (
                  <span className="n">
                    <span aria-hidden="true">{leads.toLocaleString('en')}</span>
                    <span className="sr">, {count(leads, 'piece')} of evidence</span>
                  </span>
                )}
              </div>
            )}
          </ListBox>
        </div>
      )}
    </div>
  )
}
