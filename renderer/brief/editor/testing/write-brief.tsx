import { type RefObject, useEffect, useState } from 'react'
import { expect } from 'vitest'
import { render } from 'vitest-browser-react'
import { type Annotation, excerptOf } from '../../../../shared/model/annotation'
import type { BriefBlock, BriefDocument } from '../../../../shared/model/brief'
import { anyExcerpt } from '../../../../shared/model/excerpts'
import { CodebookProvider } from '../../../state/codebook'
import { createFakeHost } from '../../../state/fake-host'
import type { GivenSource } from '../../../state/fake-notebook'
import { HostContext, RefusalContext } from '../../../state/host-context'
import { createSaves, SavesContext } from '../../../state/saves'
import { createStatus, StatusContext } from '../../../state/status'
import { useAnswer } from '../../../state/use-answer'
import { useBriefEvidence } from '../../evidence'
import { CitationView } from '../../live/CitationView'
import { ExcerptView } from '../../live/ExcerptView'
import { LiveView } from '../../live/LiveView'
import { BriefEditor } from '../BriefEditor'
import type { BriefEditorHandle, BriefEditorProps } from '../editor-props'
import '../../../ui/styles'

const idle = (): void => undefined

const views = { ExcerptView, CitationView, LiveView }

export const harbour: GivenSource = {
  text: 'The quay\nIt opens in May, at a cost of about $40m. The port opposes it.',
  outlet: 'The Courier',
  published: '2025-02-26',
}

type Given = Partial<Pick<BriefEditorProps, 'onOutline' | 'onCounts'>> & {
  readonly sources?: readonly GivenSource[]
}

/** A brief in its editor, over a notebook in memory with three annotations of one text. */
export async function writeBrief(
  make: (annotations: readonly [Annotation, Annotation, Annotation]) => readonly BriefBlock[] = () => [],
  { sources = [harbour], ...told }: Given = {},
) {
  const fake = createFakeHost(sources)
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const annotations = [
    await fake.tag(source, 'claim', 'It opens in May'),
    await fake.tag(source, 'figure', 'about $40m'),
    await fake.tag(source, 'position', 'The port opposes it'),
  ] as const
  const begun = await fake.host.call('brief.create', {
    title: 'The quay',
    template: 'blank',
    filter: anyExcerpt,
  })
  const brief = await fake.host.call('brief.save', {
    brief: begun.id,
    revision: begun.revision,
    document: { type: 'doc', content: [...make([...annotations])] },
  })
  const handle: RefObject<BriefEditorHandle | null> = { current: null }
  const opened: Annotation[] = []
  const followed: string[] = []
  const status = createStatus()
  const setting = { refusal: idle as (sentence: string | null) => void, close: idle }

  function Window() {
    const [refusal, setRefusal] = useState<string | null>(null)
    const [isOpen, setOpen] = useState(true)
    useEffect(() => {
      setting.refusal = setRefusal
      setting.close = () => setOpen(!isOpen)
    }, [isOpen])
    return (
      <RefusalContext value={refusal}>
        <button type="button">Elsewhere</button>
        {isOpen ? <Page /> : null}
      </RefusalContext>
    )
  }
  function Page() {
    const evidence = useBriefEvidence()
    const listed = useAnswer('library.list', {}, ({ kind }) => kind === 'library')
    const { value } = useAnswer('brief.get', { brief: brief.id }, ({ kind }) => kind === 'briefs')
    const byId = new Map((listed.value ?? []).map((one) => [one.id, one]))
    if (value === null || listed.value === null) return null
    return (
      <main className="doc">
        <h1 className="sr">{value.title}</h1>
        <BriefEditor
          ref={handle}
          brief={value}
          sources={byId}
          evidence={evidence}
          views={views}
          onOpenPassage={(annotation) => opened.push(annotation)}
          onFollowLink={(href) => followed.push(href)}
          {...told}
        />
      </main>
    )
  }
  const screen = await render(
    <HostContext value={fake.host}>
      <StatusContext value={status}>
        <SavesContext value={createSaves()}>
          <CodebookProvider>
            <Window />
          </CodebookProvider>
        </SavesContext>
      </StatusContext>
    </HostContext>,
  )
  const text = screen.getByRole('textbox', { name: 'Text of the brief' })
  await expect.element(text).toBeInTheDocument()
  const editor = (): BriefEditorHandle => {
    if (handle.current === null) throw new Error('the editor is open')
    return handle.current
  }
  return {
    fake,
    screen,
    status,
    text,
    annotations,
    brief,
    opened,
    followed,
    editor,
    /** The document as it stands in the editor. */
    written: (): readonly BriefBlock[] => editor().document().content,
    /** The same on the disk. */
    saved: async (): Promise<BriefDocument> =>
      (await fake.host.call('brief.get', { brief: brief.id })).document,
    refuse: (sentence: string | null) => setting.refusal(sentence),
    /** Leaves the view, and comes back with the next call. */
    toggle: () => setting.close(),
  }
}

/** A paragraph with these words. */
export function line(...words: readonly string[]): BriefBlock {
  return { type: 'paragraph', content: words.map((text) => ({ type: 'text', text })) }
}

/** The annotation as an excerpt of a brief. */
export function excerptBlock({ id, target }: Annotation): BriefBlock {
  return {
    type: 'excerpt',
    attrs: { source: target.source, annotation: id, exact: excerptOf(target), declined: null },
  }
}
