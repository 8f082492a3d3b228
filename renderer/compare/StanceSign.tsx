import type { Stance } from '../../shared/model/annotation'
import { Icon } from '../ui/Icon'
import { stanceSigns } from '../ui/stances'

/** The shape of a stance; a word stands beside it. Nothing while there is none. */
export function StanceSign({ stance, size = 15 }: { stance: Stance | null; size?: number }) {
  if (stance === null) return <span className="no-stance" />
  return <Icon name={stanceSigns[stance].icon} size={size} className={`st-${stance}`} />
}
