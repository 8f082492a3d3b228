import { AlignmentType, BorderStyle, LevelFormat } from 'docx'

/** How deep lists are drawn apart, which is as deep as Word numbers them. */
export const DEEPEST_LIST = 8

type LevelLook = {
  readonly format: (typeof LevelFormat)[keyof typeof LevelFormat]
  readonly text: string
  readonly start?: number
}

/** What each level of a list looks like, the deeper the further in. */
export function levelsOf(look: (level: number) => LevelLook) {
  return Array.from({ length: DEEPEST_LIST + 1 }, (_, level) => ({
    level,
    ...look(level),
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 280 } } },
  }))
}

export const bullets = {
  reference: 'bullets',
  levels: levelsOf((level) => ({ format: LevelFormat.BULLET, text: level % 2 === 0 ? '•' : '–' })),
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'C8C8C1' }
const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const tableBorders = {
  top: noLine,
  bottom: line,
  left: noLine,
  right: noLine,
  insideHorizontal: line,
  insideVertical: noLine,
}

const INK = '1B1C1F'
const FAINT = '47494E'
const SERIF = 'Georgia'

export const QUOTE = 'Quote'
export const QUOTE_FROM_RIGHT = 'QuoteFromRight'

/** A quotation with its bar where its words begin. */
function quoteStyle(side: 'left' | 'right') {
  const paragraph = {
    indent: { [side]: 360 },
    border: { [side]: { ...line, size: 12, space: 10 } },
    keepLines: true,
  }
  return { basedOn: 'Normal', paragraph }
}

function heading(size: number, before: number) {
  return {
    run: { font: SERIF, size, bold: true, color: INK },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  }
}

/** The look of a brief as a Word document, in styles that its reader can change. */
export const documentStyles = {
  default: {
    document: {
      run: { font: SERIF, size: 22, color: INK },
      paragraph: { spacing: { after: 140, line: 300 } },
    },
    title: {
      run: { font: SERIF, size: 40, bold: true, color: INK },
      paragraph: { spacing: { after: 240 } },
    },
    heading1: heading(30, 360),
    heading2: heading(26, 300),
    heading3: heading(23, 240),
    heading4: heading(22, 200),
    heading5: heading(22, 200),
    footnoteText: { run: { size: 18 }, paragraph: { spacing: { after: 40, line: 250 } } },
  },
  paragraphStyles: [
    { ...quoteStyle('left'), id: QUOTE, name: 'Quote', quickFormat: true },
    { ...quoteStyle('right'), id: QUOTE_FROM_RIGHT, name: 'Quote from right to left' },
    {
      id: 'ListContinue',
      name: 'List Continue',
      basedOn: 'Normal',
      paragraph: { indent: { left: 360 } },
    },
    {
      id: 'TableCell',
      name: 'Table Cell',
      basedOn: 'Normal',
      run: { size: 19 },
      paragraph: { spacing: { after: 0, line: 260 } },
    },
    {
      id: 'TableHead',
      name: 'Table Head',
      basedOn: 'TableCell',
      run: { bold: true, color: FAINT },
      paragraph: { keepNext: true },
    },
    {
      id: 'AfterTable',
      name: 'After Table',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 60, line: 200 } },
    },
  ],
  characterStyles: [
    { id: 'Code', name: 'Code', basedOn: 'DefaultParagraphFont', run: { font: 'Consolas', size: 18 } },
  ],
}
