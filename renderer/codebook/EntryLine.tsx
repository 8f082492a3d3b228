import { Fragment } from 'react'
import { type EntryRow, otherSpellings } from '../../shared/model/arrange-entries'
import { Icon } from '../ui/Icon'
import { Marked } from '../ui/Marked'
import { CodeDot } from './CodeDot'
import { EntryCount } from './EntryCount'

/** Deeper levels are drawn like this one: a name needs its room. */
const DEEPEST = 10

type Props = {
  readonly row: EntryRow
  readonly tokens: readonly string[]
  readonly onOpen: (open: boolean) => void
}

/** An entry as a line of its list: its name, how often it is named and, of an actor, under which spellings. */
export function EntryLine({ row: { entry, use, level, open, found }, tokens, onOpen }: Props) {
  const spellings = otherSpellings(entry, use)
  return (
    <div
      className={found ? 'choosable cb-line' : 'choosable cb-line beside'}
      style={{ paddingInlineStart: `calc(${Math.min(level - 1, DEEPEST)} * var(--step) + var(--s1))` }}
    >
      {open === null ? (
        <span className="cb-twist" />
      ) : (
        // Arrows do the same: the tree itself says whether it is open.
        <span
          role="presentation"
          className="cb-twist"
          onClick={(event) => {
            event.stopPropagation()
            onOpen(!open)
          }}
        >
          <Icon name="right" size={12} className={open ? 'turned' : ''} />
        </span>
      )}
      {entry.kind === 'code' ? <CodeDot colour={entry.colour} /> : null}
      <span className="cb-name">
        <span dir="auto">
          <Marked text={entry.name} tokens={tokens} />
        </span>
        {spellings.length === 0 ? null : (
          <span className="cb-spelt">
            <span className="sr">, also </span>
            {spellings.map((spelling, index) => (
              <Fragment key={spelling}>
                {index === 0 ? null : ' · '}
                <bdi>
                  <Marked text={spelling} tokens={tokens} />
                </bdi>
              </Fragment>
            ))}
          </span>
        )}
      </span>
      <EntryCount annotations={use.annotations} />
    </div>
  )
}
