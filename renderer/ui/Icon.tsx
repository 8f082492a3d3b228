import type { ReactNode } from 'react'

// One stroke weight on a grid of 16, drawn in the colour of the text around it.
const shapes = {
  book: (
    <path d="M8 4C6.5 2.8 4.5 2.6 2 2.8v9.7c2.5-.2 4.5 0 6 1.2 1.5-1.2 3.5-1.4 6-1.2V2.8c-2.5-.2-4.5 0-6 1.2zM8 4v9.5" />
  ),
  import: <path d="M8 2v7.5M5 6.8 8 9.8l3-3M2.5 10.5v3h11v-3" />,
  export: <path d="M8 9.8V2M5 5l3-3 3 3M2.5 10.5v3h11v-3" />,
  search: <path d="m10.2 10.2 3.3 3.3M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0z" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.5" />,
  warn: <path d="M8 2.2 14.2 13H1.8zM8 6.4v3.2M8 11.4v.1" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
  left: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  right: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  up: <path d="M8 13V3M4 7l4-4 4 4" />,
  down: <path d="M8 3v10M4 9l4 4 4-4" />,
  chevron: <path d="m3.5 6 4.5 4.5L12.5 6" />,
  sort: <path d="M2 4.5h12M4.5 8h7M6.5 11.5h3" />,
  trash: <path d="M2.8 4.3h10.4M6 4.3V2.6h4v1.7M4.2 4.3l.6 9.2h6.4l.6-9.2M6.7 7v4M9.3 7v4" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3.2l2 1.4" />
    </>
  ),
  doc: <path d="M4 2h5.5L12.5 5v9H4zM9 2v3.5h3.5" />,
  folder: <path d="M1.8 4h4.4l1.4 1.6h6.6v7.4H1.8z" />,
  note: <path d="M3 2.5h10v7.5L9.5 13.5H3zM13 10H9.5v3.5" />,
  key: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.2" />
      <path d="M4 6.8h.01M6.7 6.8h.01M9.4 6.8h.01M12 6.8h.01M5 9.8h6" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6H10a3.5 3.5 0 0 1 0 7H6" />,
  redo: <path d="m10.5 3 3 3-3 3M13.2 6H6a3.5 3.5 0 0 0 0 7h4" />,
  text: (
    <path d="M1.5 12.5 4.8 3.5l3.3 9M2.6 9.7h4.4M14 12.5V9.2a2 2 0 0 0-3.8-.9M14 9.9c-2.6 0-4.1.4-4.1 1.5 0 1.5 3.4 1.6 4.1-.3" />
  ),
  focus: <path d="M2.5 5.5v-3h3M13.5 5.5v-3h-3M2.5 10.5v3h3M13.5 10.5v3h-3M5.5 8h5" />,
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />,
  minus: <path d="M3 8h10" />,
  split: <path d="M1.5 8h2M5 8h2M9 8h2M12.5 8h2M8 2v3M8 14v-3" />,
  plus: <path d="M8 3v10M3 8h10" />,
  panel: <path d="M2 3h12v10H2zM10 3v10" />,
  stale: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3" />,
  unread: <circle cx="8" cy="8" r="4.6" />,
  reading: (
    <>
      <circle cx="8" cy="8" r="4.6" />
      <path d="M8 3.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" stroke="none" />
    </>
  ),
  read: <circle cx="8" cy="8" r="5.2" fill="currentColor" stroke="none" />,
  claim: <rect x="2.5" y="2.5" width="11" height="11" rx="2" fill="currentColor" stroke="none" />,
  figure: (
    <>
      <circle cx="8" cy="8" r="5.2" strokeWidth="2.2" />
      <circle cx="8" cy="8" r="1.7" fill="currentColor" stroke="none" />
    </>
  ),
  position: (
    <>
      <path d="M3.5 2v12" strokeWidth="2" />
      <path d="M4 2.6 14 6.3 4 10z" fill="currentColor" stroke="none" />
    </>
  ),
  quote: <path d="M3 10.5V8a3.5 3.5 0 0 1 3-3.5M3 8h3v3H3zM9.5 10.5V8a3.5 3.5 0 0 1 3-3.5M9.5 8h3v3h-3z" />,
  arrow: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  copy: <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />,
  table: <path d="M2 3h12v10H2zM2 6.5h12M6.5 6.5V13" />,
  person: (
    <path d="M10.6 5.2a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0zM3 13.5c.4-2.8 2.3-4.2 5-4.2s4.6 1.4 5 4.2" />
  ),
  issue: <path d="M2.5 3h11v8H8l-3.2 2.6V11H2.5z" />,
  measure: <path d="M1.5 5.5h13v5h-13zM4.5 5.5v2M7.5 5.5v3M10.5 5.5v2" />,
  tag: <path d="M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.01" />,
  for: <path d="M8 2 14.5 13.5h-13z" fill="currentColor" stroke="none" />,
  'for-if': (
    <>
      <path d="M8 2.8 13.8 13H2.2z" />
      <path d="M5.1 9h5.8l2.5 4.3H2.6z" fill="currentColor" stroke="none" />
    </>
  ),
  unclear: (
    <>
      <circle cx="8" cy="8" r="5.4" />
      <path d="M5.3 8h5.4" />
    </>
  ),
  against: <path d="M8 14 14.5 2.5h-13z" fill="currentColor" stroke="none" />,
  mixed: (
    <>
      <path d="M8 1.5 14 8H2z" fill="currentColor" stroke="none" />
      <path d="M2.6 8.7 8 14.4l5.4-5.7z" />
    </>
  ),
  exact: <circle cx="8" cy="8" r="3.6" fill="currentColor" stroke="none" />,
  about: (
    <>
      <circle cx="8" cy="8" r="2.8" strokeWidth="1.8" />
      <path d="M.8 8H4M12 8h3.2" strokeWidth="1.6" />
    </>
  ),
  'at-least': (
    <>
      <path d="M3.2 3v10" strokeWidth="1.8" />
      <circle cx="4.4" cy="8" r="2.6" fill="currentColor" stroke="none" />
      <path d="M6 8h8.5" strokeWidth="1.6" />
    </>
  ),
  'at-most': (
    <>
      <path d="M12.8 3v10" strokeWidth="1.8" />
      <circle cx="11.6" cy="8" r="2.6" fill="currentColor" stroke="none" />
      <path d="M10 8H1.5" strokeWidth="1.6" />
    </>
  ),
  range: (
    <>
      <path d="M2.5 4v8M13.5 4v8" strokeWidth="1.8" />
      <path d="M2.5 8h11" strokeWidth="1.6" />
    </>
  ),
  vague: <path d="m1.5 12 3-8M5.5 12l3-8M9.5 12l3-8" strokeWidth="1.3" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** A sign beside a word. It is hidden from screen readers: the word, or a label on the control, says it. */
export function Icon({
  name,
  size = 16,
  className = '',
}: {
  name: IconName
  size?: number
  className?: string
}) {
  return (
    <svg
      className={`i ${className}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  )
}
