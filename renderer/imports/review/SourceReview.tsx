import { useMemo, useState } from 'react'
import { projectText } from '../../../shared/anchoring/text-projection'
import type { AlikeVerdict } from '../../../shared/contract/alike-verdict'
import type { Alike } from '../../../shared/contract/intake'
import type { SourceId } from '../../../shared/model/ids'
import { openSplit, type StructureEdit } from '../../../shared/model/review-structure'
import { currentVersion, type Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { sentenceOf } from '../../state/host'
import { useHost } from '../../state/host-context'
import { keyOf } from '../../state/keys'
import { useStatus } from '../../state/status'
import { useAnswer } from '../../state/use-answer'
import { useSourceChange } from '../../state/use-source-change'
import { shortcut } from '../../ui/shortcut'
import { count } from '../../ui/words'
import { AlikeQuestion } from './AlikeQuestion'
import { DetailsPart } from './DetailsPart'
import { decideAlike } from './decide-alike'
import { RereadPart } from './RereadPart'
import { useReview } from './review-context'
import { SplitQuestion } from './SplitQuestion'
import { StructurePart } from './StructurePart'

/** What was read in a source, how it is known, and what a person is asked about it. */
export function SourceReview({ source: id }: { source: SourceId }) {
  const source = useAnswer(
    'source.get',
    { source: id },
    (event) => event.kind === 'source' && event.source === id,
  )
  const number = source.value === null ? null : currentVersion(source.value).number
  const version = useAnswer(
    'version.get',
    number === null ? null : { source: id, version: number },
    () => false, // a version never changes
  )
  const alike = useAnswer('source.alike', { source: id }, ({ kind }) => kind === 'library')
  const gone = useReview().sources.every((one) => one.id !== id) && source.failure !== null
  if (gone) {
    return (
      <p className="empty">
        This is not a source of its own any more: it was removed, became a version of another text, or what
        made it was undone. {keyOf('undo')} and {keyOf('redo')} lead to and fro; what was removed is in the
        trash.
      </p>
    )
  }
  if (source.value === null || version.value === null)
    return <p className="empty">{source.failure ?? version.failure}</p>
  return <Reviewed source={source.value} version={version.value} alike={alike.value ?? []} />
}

type Props = { readonly source: Source; readonly version: Version; readonly alike: readonly Alike[] }

function Reviewed({ source, version, alike }: Props) {
  const host = useHost()
  const status = useStatus()
  const { sources, onReview, onDecide } = useReview()
  const undecided = sources.find(({ id }) => id === source.id)?.undecided ?? 0
  const change = useSourceChange(source)
  const [deciding, setDeciding] = useState(false)
  const text = useMemo(
    () => ({ source: source.id, version, projection: projectText(version.blocks) }),
    [source.id, version],
  )
  const structure = source.structures.find((one) => one.version === version.number) ?? {
    version: version.number,
    marks: [],
  }
  const second = openSplit(structure)
  const edit = ({ structure: next, decisions }: StructureEdit) => void change({ structure: next, decisions })
  const decide = async (verdict: AlikeVerdict, other: Alike) => {
    setDeciding(true)
    try {
      const { words, source: next } = await decideAlike(host, verdict, source.id, other)
      status.say(`${words} ${shortcut('Z')} takes it back.`)
      if (next !== source.id) onReview(next)
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
    setDeciding(false)
  }

  return (
    <>
      <DetailsPart source={source} text={text} onChange={change} />
      {version.notices.length === 0 ? null : (
        <ul className="notices" aria-label="Notes from the import">
          {version.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      {undecided === 0 ? null : (
        <section className="ask" aria-labelledby="ask-carried">
          <h2 id="ask-carried">
            {count(undecided, 'annotation')} {undecided === 1 ? 'stands' : 'stand'} on words that a newer
            version changed or left out
          </h2>
          <div className="acts">
            <button type="button" className="btn line" onClick={() => onDecide(source.id)}>
              Decide <kbd aria-hidden="true">{keyOf('decide-carried')}</kbd>
            </button>
          </div>
        </section>
      )}
      {alike.map((one) => (
        <AlikeQuestion
          key={one.source}
          alike={one}
          busy={deciding}
          onDecide={(verdict, other) => void decide(verdict, other)}
        />
      ))}
      {second === null ? null : (
        <SplitQuestion source={source} text={text} structure={structure} mark={second} onChange={change} />
      )}
      <section className="structure" aria-labelledby="structure-heading">
        <div className="structure-head">
          <h2 id="structure-heading">Structure</h2>
          <span className="grow" />
          <RereadPart key={source.id} source={source} text={text} onChange={change} />
        </div>
        <StructurePart text={text} structure={structure} onEdit={edit} />
      </section>
      <Original source={source} version={version} />
    </>
  )
}

function Original({ version: { original, number } }: Pick<Props, 'source' | 'version'>) {
  return (
    <p className="q original">
      {number > 1 ? `Version ${number}, ` : ''}
      <bdi>{original.fileName}</bdi>, {original.bytes.toLocaleString('en')} bytes
      {original.encoding === null ? '' : `, ${original.encoding}`}, SHA-256 <code>{original.sha256}</code>
    </p>
  )
}
