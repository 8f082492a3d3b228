import { useEffectEvent, useId, useLayoutEffect, useRef } from 'react'

type Props = {
  readonly title: string
  /** Grows with each press, which took the focus to the button. */
  readonly asked: number
  readonly typed: string | null
  readonly onType: (typed: string) => void
}

/**
 * The page of a brief that is being made: its title has the focus before the brief is there, so that no key is lost or
 * presses a button again. A line behind the title is of the text.
 */
export function NewBriefPage({ title, asked, typed, onType }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const begin = useEffectEvent(() => {
    field.current?.focus({ preventScroll: true })
    if (typed === null) field.current?.select()
  })
  useLayoutEffect(() => {
    if (asked > 0) begin()
  }, [asked])
  return (
    <article className="doc" aria-busy="true">
      <div className="tf brief-title">
        <label htmlFor={id} className="sr">
          Title of the brief
        </label>
        <div className="tf-in">
          <textarea
            ref={field}
            id={id}
            className="field"
            dir="auto"
            rows={1}
            spellCheck={false}
            value={typed ?? title}
            onChange={({ target }) => onType(target.value)}
          />
        </div>
      </div>
    </article>
  )
}
