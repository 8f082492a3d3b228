import type { ReactNode } from 'react'
import { Icon, type IconName } from '../ui/Icon'

type ListProps = {
  /** Of the heading, which names the part of the page. */
  readonly id: string
  readonly title: string
  /** Each with a key of its own. */
  readonly items: readonly (readonly [key: string, item: ReactNode])[]
  readonly children?: ReactNode
}

/** A part of the page that lists things a person should know of, and counts them. */
export function Items({ id, title, items, children }: ListProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="q num">{items.length}</span>
      </h2>
      <ul className="items" data-rows="">
        {items.map(([key, item]) => (
          <li key={key}>{item}</li>
        ))}
      </ul>
      {children}
    </section>
  )
}

type Props = {
  readonly icon: IconName
  readonly tone: 'signal' | 'good' | 'q'
  readonly title: ReactNode
  readonly children: ReactNode
}

/** One of them: a sign, what it is, and what can be done. */
export function Item({ icon, tone, title, children }: Props) {
  return (
    <div className="item">
      <Icon name={icon} size={14} className={tone} />
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </div>
  )
}
