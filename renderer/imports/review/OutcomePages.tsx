import { useRef } from 'react'
import type { ImportOutcome } from '../../../shared/contract/intake'
import { useRefusal } from '../../state/host-context'
import { useStatus } from '../../state/status'
import { Icon } from '../../ui/Icon'
import { VirtualList } from '../../ui/VirtualList'
import { count } from '../../ui/words'
import { writeClipboard } from '../../ui/write-clipboard'
import { useReview } from './review-context'

type Outcome<What extends ImportOutcome['what']> = Extract<ImportOutcome, { what: What }>

/** A bibliography: which sources its records were taken for, and which records there is no source for. */
export function ReferencesPage({ outcome: { matched, unmatched } }: { outcome: Outcome<'references'> }) {
  const { onReview } = useReview()
  return (
    <>
      <p className="opening">
        {count(matched.length, 'record')} set what was not known about{' '}
        {matched.length === 1 ? 'a source' : 'sources'} of this notebook. What you had set yourself stayed.
      </p>
      <List heading="Found" items={matched} empty="None of its records is about a source of this notebook.">
        {({ source, title }) => (
          <button type="button" className="quoted" onClick={() => onReview(source)}>
            <span dir="auto">{title}</span>
          </button>
        )}
      </List>
      <List
        heading="Not found"
        items={unmatched.map((title) => ({ title }))}
        empty="Each record has its source."
        copy={unmatched.join('\n')}
      >
        {({ title }) => <span dir="auto">{title}</span>}
      </List>
    </>
  )
}

/** Annotations of another program: how many were found again, and each that was not, with what it says. */
export function AnnotationsPage({ outcome }: { outcome: Outcome<'annotations'> }) {
  const { sources, onRead } = useReview()
  const { exact, approximate, known, notFound } = outcome
  const counts = [
    ['Exact', exact, 'the same words'],
    ['Approximate', approximate, 'nearly the same words; look at them in the text'],
    ['Here already', known, 'imported before'],
    ['Not found', notFound.length, 'kept in the list below'],
  ] as const
  const into = sources.filter(({ id }) => outcome.sources.includes(id))
  return (
    <>
      <dl className="tally">
        {counts.map(([name, n, hint]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{n.toLocaleString('en')}</dd>
            <dd className="q">{hint}</dd>
          </div>
        ))}
      </dl>
      <List heading="In these sources" items={into} empty="In none of the sources.">
        {({ id, title }) => (
          <button type="button" className="quoted" onClick={() => onRead(id)}>
            <span dir="auto">{title}</span>
          </button>
        )}
      </List>
      <List
        heading="Not found"
        items={notFound.map((one) => ({ ...one, title: one.quote }))}
        empty="Every annotation was found."
        copy={notFound.map(asText).join('\n\n')}
      >
        {({ quote, note, tags, on, why }) => (
          <div className="not-found">
            {quote === '' ? null : (
              <p>
                <q dir="auto">{quote}</q>
              </p>
            )}
            {note === '' ? null : <p dir="auto">{note}</p>}
            <p className="q">{[tags.join(', '), on, why].filter((part) => part !== '').join(' · ')}</p>
          </div>
        )}
      </List>
    </>
  )
}

function asText({ quote, note, tags, on, why }: Outcome<'annotations'>['notFound'][number]): string {
  return [quote === '' ? '' : `“${quote}”`, note, tags.join(', '), on, why]
    .filter((part) => part !== '')
    .join('\n')
}

/** An archive: what was in it that could not be read. What could has rows of its own. */
export function ArchivePage({ outcome: { members, left } }: { outcome: Outcome<'archive'> }) {
  return (
    <>
      <p className="opening">
        {count(members.length, 'file')} inside, each with a row of its own in the report.
      </p>
      {left.length === 0 ? null : (
        <List
          heading="Left out"
          items={left.map((one) => ({ ...one, title: one.name }))}
          empty=""
          copy={left.map(({ name, message }) => `${name}: ${message}`).join('\n')}
        >
          {({ name, message }) => (
            <div className="not-found">
              <p dir="auto">{name}</p>
              <p className="q">{message}</p>
            </div>
          )}
        </List>
      )}
    </>
  )
}

/** The very bytes are in the notebook already. */
export function KnownPage(given: {
  readonly title: string
  readonly onAgain: () => void
  /** Null once the file was left out. */
  readonly onLeave: (() => void) | null
  /** So many files are asked about in this way, and can be left out together. */
  readonly all: number
  readonly onLeaveAll: () => void
  readonly onReview: (() => void) | null
}) {
  const { title, onAgain, onLeave, all, onLeaveAll, onReview } = given
  const heading = useRef<HTMLHeadingElement>(null)
  const refusal = useRefusal()
  const leave = (act: () => void) => {
    heading.current?.focus() // the button goes
    act()
  }
  return (
    <section className="ask" aria-labelledby="ask-known">
      <h2 ref={heading} id="ask-known" tabIndex={-1}>
        In the notebook already
      </h2>
      <p>
        A file with the same bytes was imported as “<bdi>{title}</bdi>”, so nothing was added.
      </p>
      <div className="acts">
        {onReview === null ? null : (
          <button type="button" className="btn line" onClick={onReview}>
            Review that one
          </button>
        )}
        {onLeave === null ? null : (
          <button type="button" className="btn line" onClick={() => leave(onLeave)}>
            Leave it out
          </button>
        )}
        {all < 2 ? null : (
          <button type="button" className="btn line" onClick={() => leave(onLeaveAll)}>
            Leave out all {all.toLocaleString('en')}
          </button>
        )}
        <button type="button" className="btn quiet" disabled={refusal !== null} onClick={onAgain}>
          Import it all the same
        </button>
      </div>
    </section>
  )
}

/** A file that put back what the notebook had lost of it. */
export function MendedPage({ message, onReview }: { message: string; onReview: (() => void) | null }) {
  return (
    <section className="ask" aria-labelledby="mended">
      <h2 id="mended" tabIndex={-1}>
        Put back
      </h2>
      <p dir="auto">{message}</p>
      <p>Your highlights and what you wrote are as they were.</p>
      {onReview === null ? null : (
        <div className="acts">
          <button type="button" className="btn line" onClick={onReview}>
            Review that one
          </button>
        </div>
      )}
    </section>
  )
}

/** More rows than this scroll in a frame of their own. */
const MANY = 40

type ListProps<Item> = {
  readonly heading: string
  readonly items: readonly Item[]
  readonly empty: string
  /** What is copied of it; nothing offers to copy without. */
  readonly copy?: string
  readonly children: (item: Item) => React.ReactNode
}

function List<Item extends { readonly title: string }>({
  heading,
  items,
  empty,
  copy,
  children,
}: ListProps<Item>) {
  const status = useStatus()
  const keyed = items.map((item, index) => ({ item, key: `${index} ${item.title.slice(0, 40)}` }))
  const copyAll = async () => {
    if (copy !== undefined && (await writeClipboard(copy)))
      status.say(`Copied ${count(items.length, 'line')}.`)
    else status.refuse('The list could not be copied: select it and press the copy key.')
  }
  return (
    <section className="mark-group" aria-label={heading}>
      <div className="marks-head">
        <h2>
          {heading} <span className="q num">{items.length.toLocaleString('en')}</span>
        </h2>
        <span className="grow" />
        {copy === undefined || items.length === 0 ? null : (
          <button type="button" className="btn quiet small" onClick={() => void copyAll()}>
            <Icon name="copy" size={13} />
            Copy the list
          </button>
        )}
      </div>
      {items.length === 0 ? (
        <p className="q">{empty}</p>
      ) : items.length > MANY ? (
        <div className="marks-many">
          <VirtualList label={heading} items={keyed} keyOf={({ key }) => key} estimate={40}>
            {({ item }) => <div className="line-item">{children(item)}</div>}
          </VirtualList>
        </div>
      ) : (
        <ul aria-label={heading}>
          {keyed.map(({ item, key }) => (
            <li key={key} className="line-item">
              {children(item)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
