import { commandGroups, commandIds, commandTable, groupWords, type Key } from '../state/command-table'
import { keyWords } from '../state/keys'
import { Dialog } from '../ui/Dialog'

type Row = { readonly title: string; readonly keys: readonly Key[] }

/** What Shift adds to the keys that move in a text. */
const extending = [
  { title: 'Select on to the end of the sentence, and likewise', keys: [{ sign: 'S', shift: true }] },
]

/** What is typed in a brief, and what has no command of its own. */
const writing = [
  { title: 'Insert, while writing', keys: [{ sign: '/' }] },
  { title: 'Cite an excerpt, while writing', keys: [{ sign: '@' }] },
  {
    title: 'Heading, of level 2 to 6',
    keys: ['2', '6'].map((sign) => ({ sign, command: true, alt: true })),
  },
]

const groups: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  ...commandGroups.map((group) => ({
    title: groupWords[group],
    rows: [
      ...commandIds
        .map((id) => commandTable[id])
        .filter((entry) => entry.group === group && entry.keys.length > 0),
      ...(group === 'move' ? extending : []),
      ...(group === 'brief' ? writing : []),
    ],
  })),
  {
    title: 'In a list',
    rows: [
      { title: 'Move', keys: ['ArrowUp', 'ArrowDown', 'Home', 'End'].map((sign) => ({ sign })) },
      { title: 'Open', keys: [{ sign: 'Enter' }] },
      { title: 'Delete, or move to the trash', keys: [{ sign: 'Delete' }, { sign: 'Backspace' }] },
    ],
  },
]

/** Every key there is. */
export function KeysDialog({ onClose, onTour }: { onClose: () => void; onTour: (() => void) | null }) {
  return (
    <Dialog title="Keys" onClose={onClose} className="keys">
      <div className="acts">
        {onTour === null ? null : (
          <button type="button" className="btn quiet" onClick={onTour}>
            Take the tour
          </button>
        )}
        <button type="button" className="btn line" onClick={onClose}>
          Close
        </button>
      </div>
      {/* Scrolled by keyboard as well, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="all" role="group" aria-label="All keys" tabIndex={0}>
        <div className="columns">
          {groups.map(({ title, rows }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {rows.map((row) => (
                  <div key={row.title}>
                    <dt>{row.title}</dt>
                    <dd>
                      {row.keys.map((key) => (
                        <kbd key={keyWords(key)}>{keyWords(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
