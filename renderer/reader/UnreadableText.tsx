import type { Version } from '../../shared/model/version'
import { linesOf } from './fits-reader'

type Props = { readonly title: string; readonly version: Version }

/** A version that the reader cannot lay out: its lines, to be read and copied. Nothing of it is ever changed. */
export function UnreadableText({ title, version }: Props) {
  return (
    <section className="page" aria-label="Reader">
      <article className="scroll doc">
        <h1 dir="auto">{title}</h1>
        <p role="note" className="sub">
          This text holds something that this version of Sourcebook cannot lay out, so it is shown line by
          line and nothing can be highlighted. Open it with the version that wrote it, or import its original
          again.
        </p>
        {linesOf(version.blocks).map((line, at) => (
          // Lines that never change have no other name.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at} dir="auto">
            {line}
          </p>
        ))}
      </article>
    </section>
  )
}
