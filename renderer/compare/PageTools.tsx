import { useHost } from '../state/host-context'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'
import { type PlainTable, writeCsv, writeMarkdownTable } from './table-text'

type Props = {
  /** What is shown, as the status of the view: "27 figures under 11 measures". */
  readonly words: string
  /** The whole comparison as one table; null while there is none to copy. */
  readonly table: (() => PlainTable) | null
  /** Takes every narrowing away; null when there is none. */
  readonly onClear: (() => void) | null
}

/** Whether the comparison is drawn or a table, and its way out of the app. */
export function PageTools({ words, table, onClear }: Props) {
  const host = useHost()
  const status = useStatus()
  const { preferences, change } = usePreferences()
  const copy = async (form: 'CSV' | 'Markdown') => {
    if (table === null) return
    const given = table()
    const text = form === 'CSV' ? writeCsv(given) : writeMarkdownTable(given)
    try {
      await navigator.clipboard.writeText(text)
      status.say(`Copied ${count(given.rows.length, 'row')} as ${form}.`)
    } catch {
      const where = host.kind === 'browser' ? 'The browser' : 'The system'
      status.refuse(`${where} did not let the table be copied. Click into the window and try again.`)
    }
  }
  return (
    <div className="tool cmp-tool">
      <span className="num">{words}</span>
      {onClear === null ? null : (
        <button type="button" className="btn quiet small" onClick={onClear}>
          Show all
        </button>
      )}
      <span className="grow" />
      <button
        type="button"
        className="btn quiet toggle"
        aria-pressed={preferences.compareAsTable}
        onClick={() => change({ compareAsTable: !preferences.compareAsTable })}
      >
        <Icon name="table" size={14} />
        As table
      </button>
      {(['CSV', 'Markdown'] as const).map((form) => (
        <button
          key={form}
          type="button"
          className="btn quiet"
          disabled={table === null}
          onClick={() => void copy(form)}
        >
          <Icon name="copy" size={14} />
          Copy {form}
        </button>
      ))}
    </div>
  )
}
