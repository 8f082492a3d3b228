import type { ReactNode } from 'react'
import { Icon, type IconName } from '../ui/Icon'

/** What a sign stands for. `look` gives it the colour of what it marks. */
type KeyEntry = { readonly icon: IconName; readonly word: string; readonly look: string }

type Props = { readonly title: string; readonly legend?: readonly KeyEntry[]; readonly children?: ReactNode }

/** The heading of a comparison, with what its signs mean. */
export function PageHead({ title, legend = [], children }: Props) {
  return (
    <header className="cmp-head">
      <h1 tabIndex={-1}>{title}</h1>
      <ul className="key" aria-label="Signs">
        {legend.map(({ icon, word, look }) => (
          <li key={icon}>
            <Icon name={icon} size={14} className={look} />
            {word}
          </li>
        ))}
      </ul>
      {children}
    </header>
  )
}
