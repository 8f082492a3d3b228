import { useEffect, useEffectEvent, useRef } from 'react'
import type { Health } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import { keyOf } from '../state/keys'
import { useStatus } from '../state/status'
import { attentionOf } from './attention'
import { incidentWords } from './incident-words'
import { useHealth } from './use-health'

type Given = {
  /** The page says it all itself. */
  readonly isShown: boolean
  readonly onShow: () => void
}

/**
 * Tells in the status line what is met in the files of the notebook while one works: one sentence, which leads to the page.
 * Answers how many things want attention.
 */
export function useHealthNotices({ isShown, onShow }: Given): number {
  const status = useStatus()
  const { value: health } = useHealth()
  const known = useRef<ReadonlySet<string> | null>(null)
  const tell = useEffectEvent((now: Health) => {
    const before = known.current ?? new Set(oldNews(now))
    const news = newsOf(now)
    known.current = new Set(news.map(({ key }) => key))
    const [first, ...others] = news.filter(({ key }) => !before.has(key))
    if (first === undefined || isShown) return
    const more = others.length === 0 ? '' : ` ${others.length.toLocaleString('en')} more like it.`
    const isGood = first.isGood && others.every((one) => one.isGood)
    status.tell(`${first.words}${more} Read more: Notebook health, ${keyOf('health')}.`, onShow, isGood)
  })
  useEffect(() => {
    if (health !== null) tell(health)
  }, [health])
  return health === null ? 0 : attentionOf(health).length
}

type News = { readonly key: string; readonly words: string; readonly isGood: boolean }

/** All there is to tell, the newest of each sort first. */
function newsOf({ incidents, conflicts, backups: { failure } }: Health): News[] {
  const now = new Date()
  const told = new Set(incidents.flatMap(({ keptAs, file }) => [keptAs, file]))
  return [
    ...incidents.map((incident) => ({
      key: `${incident.at} ${incident.file}`,
      words: incidentWords(incident, now),
      isGood: incident.mended,
    })),
    ...conflicts
      .filter(({ file }) => !told.has(file))
      .map(({ file, title, by }) => ({
        key: file,
        words: `There are two copies of “${shortened(title, 40)}”; the other one was made by ${by}. Both are kept: choose one of them.`,
        isGood: false,
      })),
    ...(failure === null
      ? []
      : [{ key: failure, words: `The last backup could not be made. ${failure}`, isGood: false }]),
  ]
}

/** What was told in an earlier session, as this window finds it: only what was met since the notebook was opened is news. */
function oldNews(health: Health): string[] {
  const { holder, incidents } = health
  const met = holder.who === 'this-window' ? incidents.filter(({ at }) => at >= holder.since) : []
  const fresh = new Set(met.map(({ at, file }) => `${at} ${file}`))
  return newsOf(health).flatMap(({ key }) => (fresh.has(key) ? [] : key))
}
