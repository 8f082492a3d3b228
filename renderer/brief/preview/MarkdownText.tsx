import { Fragment } from 'react'

/** Markdown with its headings strong and its signs faint. */
export function MarkdownText({ text }: { text: string }) {
  let offset = 0
  return text.split(/(?<=\n)/).map((line) => {
    const key = offset
    offset += line.length
    const [, sign = '', rest = line] = /^(#+ |>(?: |$)|\[\^[^\]]+\]: |\|)?([^]*)$/.exec(line) ?? []
    if (sign.startsWith('#')) return <b key={key}>{line}</b>
    return (
      <Fragment key={key}>
        {sign === '' ? null : <i>{sign}</i>}
        {sign === '|' ? <Cells text={rest} /> : rest}
      </Fragment>
    )
  })
}

/** A row of a table with its rules faint. */
function Cells({ text }: { text: string }) {
  let offset = 0
  return text.split(/(?<!\\)(\|)/).map((part) => {
    const key = offset
    offset += part.length
    return part === '|' ? <i key={key}>{part}</i> : <Fragment key={key}>{part}</Fragment>
  })
}
