import { Icon } from '../ui/Icon'
import { shortcut } from '../ui/shortcut'
import { ACCEPTED_WORDS } from './accepted-files'
import './start.css'

type Props = {
  /** Why nothing can be imported; null when it can. */
  readonly refusal: string | null
  readonly onChooseFiles: () => void
  readonly onChooseFolder: () => void
  readonly onPaste: () => void
  readonly onSample: () => void
  /** Said while the sample is put into the notebook and that takes a while; null otherwise. */
  readonly progress: string | null
}

/** What an empty notebook shows: what the app is for, and the way in. */
export function StartScreen({ refusal, onChooseFiles, onChooseFolder, onPaste, onSample, progress }: Props) {
  const disabled = refusal !== null
  return (
    <section className="page" aria-label="Reader">
      <div className="scroll">
        <div className="start-page">
          <div className="start">
            <div>
              <h1>
                Read closely.
                <br />
                Quote exactly.
              </h1>
              <p className="lede">
                Bring the texts written about one story. Mark what they claim, count and stand for. Leave with
                a brief in which every sentence leads back to its words.
              </p>
              <div className="tri">
                <p>
                  <mark className="hl claim">The bridge will open in May</mark>
                  <small>
                    <Icon name="claim" size={12} className="claim" />
                    Claim <kbd>1</kbd>
                  </small>
                </p>
                <p>
                  The work has cost <mark className="hl figure first last">about $40m</mark>
                  <small>
                    <Icon name="figure" size={12} className="figure" />
                    Figure <kbd>2</kbd>
                  </small>
                </p>
                <p>
                  <mark className="hl position">The town should pay for it</mark>
                  <small>
                    <Icon name="position" size={12} className="position" />
                    Position <kbd>3</kbd>
                  </small>
                </p>
              </div>
            </div>
            <div>
              <div className="drop">
                <Icon name="import" size={20} />
                <b>Drop texts here</b>
                <span>{ACCEPTED_WORDS}</span>
                <div className="acts">
                  <button type="button" className="btn main" disabled={disabled} onClick={onChooseFiles}>
                    Choose files <kbd aria-hidden="true">{shortcut('O')}</kbd>
                  </button>
                  <button type="button" className="btn line" disabled={disabled} onClick={onChooseFolder}>
                    Import folder
                  </button>
                  <button type="button" className="btn line" disabled={disabled} onClick={onPaste}>
                    Paste text <kbd aria-hidden="true">{shortcut('V')}</kbd>
                  </button>
                </div>
              </div>
              <div className="sample">
                <p>
                  Or see first what comes of it: six short texts about one harbour, tagged, with a finished
                  brief.
                </p>
                <button type="button" className="btn line" disabled={disabled} onClick={onSample}>
                  <Icon name="book" size={14} />
                  Look at a sample
                </button>
                <p className="progress" role="status">
                  {progress}
                </p>
              </div>
              <p className="private">Nothing leaves this machine. There is no account.</p>
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}
