import type { BriefCheck } from '../../../shared/model/brief'
import { shortened } from '../../../shared/model/shortened'
import { Icon } from '../../ui/Icon'
import { checkWords } from './check-words'

/** One finding: its sign, its name, and the words it is about. `full` adds the sentence that says what to do. */
export function CheckLine({ check, full }: { check: BriefCheck; full: boolean }) {
  const { name, icon, tone } = checkWords[check.rule]
  const words = check.words.replaceAll(/\s+/g, ' ').trim()
  return (
    <div className="ck">
      <Icon name={icon} className={tone} />
      <div>
        <b>{name}</b>
        {words === '' ? null : (
          <>
            <span className="sr">: </span>
            <small dir="auto">“{shortened(words, full ? 110 : 72)}”</small>
          </>
        )}
        {full || words === '' ? (
          <small className="do">
            <span className="sr">. </span>
            {check.message}
          </small>
        ) : null}
      </div>
    </div>
  )
}
