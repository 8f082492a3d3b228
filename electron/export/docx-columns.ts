/** What an A4 page has between its margins, in twentieths of a point, as are all widths here. */
const PAGE = 9026
/** A wide letter of the size of tables. */
const LETTER = 118
/** Room beside the words: the margin of a cell, and a little more. */
const BESIDE = 260

/** A text may go on over so many lines before its column takes room from others, up to so many letters. */
const LINES = 3
const MOST = 40

/** Widths for the columns of a table with these words: each word fits into its column, and long texts share what is left. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = longest(rows)

  const wanted = Array.from({ length: columns }, (_, column) => {
    const cells = rows.map((row) => row[column] ?? '')
    const word = longest(cells.flatMap((cell) => cell.split(/\s+/)))
    const least = Math.min(word, MOST) * LETTER + BESIDE
    return { least, more: Math.max(1, Math.min(longest(cells) / LINES, MOST) * LETTER - least) }
  })
  const least = sum(wanted.map((width) => width.least))
  if (least >= PAGE) return wanted.map((width) => Math.floor((PAGE * width.least) / least))
  const more = sum(wanted.map((width) => width.more))
  return wanted.map((width) => Math.floor(width.least + ((PAGE - least) * width.more) / more))
}

function longest(all: readonly { readonly length: number }[]): number {
  return all.reduce((most, { length }) => Math.max(most, length), 0)
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, width) => all + width, 0)
}
