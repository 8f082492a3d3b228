import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Reader, type Reveal } from '../../renderer/reader/Reader'
import { CodebookProvider } from '../../renderer/state/codebook'
import { createFakeHost } from '../../renderer/state/fake-host'
import { HostContext } from '../../renderer/state/host-context'
import { describeRange } from '../../shared/anchoring/describe-range'
import { type Annotation, byPlace, startBody } from '../../shared/model/annotation'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { sampleId, sampleSource } from '../../shared/testing/samples'
import { countIds, type Opened } from './reader-rivals'
import type { GeneratedText, Passage } from './reader-text'

const moment = '2025-03-01T09:00:00.000Z'

/** A text as the host answers it: what is parsed before the clock runs. */
export type Answered = {
  readonly source: Source
  readonly version: Version
  readonly annotations: readonly Annotation[]
}

export function answerOf({ blocks, projection, passages }: GeneratedText, number: number): Answered {
  const source = sampleSource(sampleId('s', number))
  const original = { fileName: 'text.txt', mediaType: 'text/plain', encoding: 'utf-8', bytes: 1, sha256: '' }
  return {
    source,
    version: { source: source.id, number: 1, created: moment, original, blocks, notices: [] },
    annotations: passages.map((passage) => annotationOf(passage, source, projection.text)),
  }
}

function annotationOf({ id, kind, start, end }: Passage, source: Source, text: string): Annotation {
  return {
    id: sampleId('a', Number(id.slice(1))),
    revision: 1,
    target: { source: source.id, version: 1, ranges: [describeRange(text, start, end)] },
    body: startBody(kind, text.slice(start, end)),
    codes: [],
    memo: '',
    created: moment,
    modified: moment,
    origin: { kind: 'hand' },
  }
}

const nothing = () => undefined

/** The reader of the product, with everything that stands around its text, in a window where none is open yet. */
export function createOurs(host: HTMLElement) {
  const root = createRoot(host)
  const { host: fake } = createFakeHost()
  let shown: Answered | null = null
  let reveal: Reveal | null = null
  flushSync(() =>
    root.render(
      <HostContext value={fake}>
        <CodebookProvider>
          <section className="page" aria-label="Reader">
            <p className="empty centre">Choose a text in the library</p>
          </section>
        </CodebookProvider>
      </HostContext>,
    ),
  )
  const draw = () => {
    const { source, version, annotations } = shown ?? {}
    if (source === undefined || version === undefined || annotations === undefined) return
    flushSync(() =>
      root.render(
        <HostContext value={fake}>
          <CodebookProvider>
            <Reader
              key={source.id}
              source={source}
              version={version}
              annotations={annotations}
              chosen={null}
              reveal={reveal}
              onChoose={nothing}
              onRemove={nothing}
              onOpen={nothing}
              onLink={nothing}
              tools={null}
            />
          </CodebookProvider>
        </HostContext>,
      ),
    )
  }
  return {
    /** Leaves the window to another way of showing a text. */
    close: () => root.unmount(),
    open: (answered: Answered, text: GeneratedText): Opened => {
      shown = answered
      reveal = null
      draw()
      return {
        add: (passage) => {
          const { source, version, annotations } = answered
          const made = annotationOf(passage, source, text.projection.text)
          const all = [...(shown?.annotations ?? annotations), made]
          // The host answers in reading order.
          shown = { source, version, annotations: all.toSorted(byPlace) }
          draw()
        },
        jump: ({ id }) => {
          reveal = { annotation: sampleId('a', Number(id.slice(1))), focus: false }
          draw()
        },
        painted: countIds,
      }
    },
  }
}
