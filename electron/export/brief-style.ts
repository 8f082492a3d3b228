/**
 * The look of a brief as a page of its own: the reading face that a system has, ink on paper, dark where the reader's system
 * is dark, and black on white in print. Colours are those of the app's tokens, so that a brief looks like where it was written.
 */
export const briefStyle = `
:root { color-scheme: light dark; --paper: #fefefd; --ink: #1b1c1f; --ink-2: #47494e; --line: #c8c8c1; --link: #1a4f9c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #17181a; --ink: #e8e7e3; --ink-2: #b5b4af; --line: #4a4b4e; --link: #9dbcf2; }
}
html { background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 "Source Serif 4", Charter, Georgia, serif; }
body { max-width: 38rem; margin: 3rem auto; padding: 0 1.25rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.22; font-weight: 600; margin: 2em 0 .5em; break-after: avoid; }
h1 { font-size: 1.875rem; margin-top: 0; }
h2 { font-size: 1.3rem; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, blockquote, .table { margin: 0 0 1em; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 2px solid var(--line); break-inside: avoid; }
blockquote > :last-child { margin-bottom: 0; }
li > ul, li > ol { margin-bottom: 0; }
blockquote p { white-space: pre-wrap; }
a { color: var(--link); }
code { font: .85em/1.4 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font: .875rem/1.45 system-ui, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--ink-2); }
th:first-child:not(:last-child) { min-width: 8.5em; }
th.end, td.end { text-align: end; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
sup { line-height: 1; font-size: .7em; }
sup a { text-decoration: none; padding: 0 .1em; }
.footnotes { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; font-size: .875rem; color: var(--ink-2); }
.footnotes h2 { font-size: 1rem; margin-top: 0; }
:target { background: color-mix(in srgb, var(--link) 18%, transparent); }
a:focus-visible, .table:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@page { margin: 2.2cm 2cm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --ink-2: #333; --line: #999; --link: #000; }
  html { font-size: 11pt; }
  body { max-width: none; margin: 0; padding: 0; }
  .table { overflow: visible; }
  .back { display: none; }
}
`
