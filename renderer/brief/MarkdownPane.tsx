import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { withoutSignature } from '../../shared/briefing/export-signature'
import type { BriefCheck } from '../../shared/model/brief'
import type { BriefId } from '../../shared/model/ids'
import { useHost } from '../state/host-context'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { useRows } from '../ui/use-rows'
import { writeClipboard } from '../ui/write-clipboard'
import { changesEvidence } from './evidence'
import { MarkdownText } from './preview/MarkdownText'
import { bareWords, stretchesOf } from './preview/stretches'

const flavours = [
  { format: 'markdown', name: 'Plain' },
  { format: 'pandoc', name: 'Pandoc' },
  { format: 'obsidian', name: 'Obsidian' },
] as const

type Props = {
  readonly brief: BriefId
  /** What was found in the brief: the words that are stale are marked here too. */
  readonly checks: readonly BriefCheck[]
  /** How many footnotes the export has; null while that is not known. */
  readonly onFootnotes: (footnotes: number | null) => void
}

const noWords: ReadonlySet<string> = new Set()

/** The Markdown of a brief as an export would write it now. Only what is near its window is in the page. */
export function MarkdownPane({ brief, checks, onFootnotes }: Props) {
  const host = useHost()
  const status = useStatus()
  const [format, setFormat] = useState<(typeof flavours)[number]['format']>('markdown')
  const { exportCopies: copies } = usePreferences().preferences
  const { value: exported, failure } = useAnswer(
    'brief.export',
    { brief, format, over: null, choices: [], copies },
    (event) => event.kind === 'briefs' || changesEvidence(event),
  )
  const footnotes = exported?.footnotes ?? null
  useEffect(() => {
    onFootnotes(footnotes)
  }, [onFootnotes, footnotes])
  const file = exported?.files[0]?.data ?? null
  // What the file says of itself is for the next export, and nothing to read.
  const newest = useMemo(() => (file === null ? null : withoutSignature(file)), [file])
  // What was there stays until the next is there, and with it the place to which it was scrolled; what is typed goes first.
  const [shown, setShown] = useState<{ readonly of: BriefId; readonly text: string } | null>(null)
  if (newest !== null && (shown?.text !== newest || shown.of !== brief)) setShown({ of: brief, text: newest })
  const text = useDeferredValue(shown?.of === brief ? shown.text : null)
  const stale = useMemo(() => {
    const words = checks.filter(({ rule }) => rule === 'stale').map((check) => bareWords(check.words))
    return words.length === 0 ? noWords : new Set(words)
  }, [checks])

  const copy = async (copied: string) => {
    if (await writeClipboard(copied)) status.say('Copied the Markdown of this brief.')
    else
      status.refuse(
        `${host.kind === 'browser' ? 'The browser' : 'The system'} did not let the Markdown be copied.`,
      )
  }

  return (
    <section className="preview" aria-label="Markdown">
      <div className="phead">
        <h2>Markdown</h2>
        <label className="flavour">
          <span className="sr">Flavour of the Markdown</span>
          <select
            value={format}
            onChange={({ target }) =>
              setFormat(flavours.find((one) => one.format === target.value)?.format ?? 'markdown')
            }
          >
            {flavours.map((one) => (
              <option key={one.format} value={one.format}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <span className="grow" />
        <span className="q aside">live</span>
        <button
          type="button"
          className="btn quiet small"
          disabled={newest === null}
          onClick={() => void (newest !== null && copy(newest))}
        >
          Copy
        </button>
      </div>
      {failure === null ? null : <p className="empty">{failure}</p>}
      {text === null ? null : <Preview text={text} stale={stale} />}
    </section>
  )
}

function Preview({ text, stale }: { text: string; stale: ReadonlySet<string> }) {
  const stretches = useMemo(() => stretchesOf(text), [text])
  const { scroller, rows } = useRows({
    items: stretches,
    keyOf: ({ key }) => key,
    estimate: 54,
  })
  return (
    // Scrolled by keyboard as well, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className="scroll" role="region" tabIndex={0} aria-label="Markdown preview">
      <div className="rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const stretch = stretches[index]
          if (stretch === undefined) return null
          const isStale = stale.size > 0 && stretch.text.startsWith('>') && stale.has(bareWords(stretch.text))
          return (
            <pre
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={isStale ? 'md hi' : 'md'}
              style={{ transform: `translateY(${start}px)` }}
            >
              <MarkdownText text={stretch.text} />
            </pre>
          )
        })}
      </div>
    </div>
  )
}
