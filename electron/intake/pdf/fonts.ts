import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type FontStyle = { readonly strong: boolean; readonly emphasis: boolean }

const plain: FontStyle = { strong: false, emphasis: false }

/**
 * The names of fonts come with the drawing of a page alone, which takes as long as its text again. So many pages are looked
 * at for the fonts that no page before had.
 */
const MOST_PAGES = 40

/** Which fonts are bold or slanted, as far as their names say so. */
export class Fonts {
  readonly #styles = new Map<string, FontStyle>()
  #pages = 0

  /** Learns the fonts of a page that are not known yet. */
  async learn(page: PDFPageProxy, fontNames: readonly string[]): Promise<void> {
    const unknown = fontNames.filter((font) => !this.#styles.has(font))
    // Where all is written in one font, nothing is bolder than the rest.
    if (unknown.length === 0 || fontNames.length < 2 || this.#pages >= MOST_PAGES) return
    this.#pages += 1
    await page.getOperatorList()
    for (const font of unknown) {
      // The library gives its fonts no type; one that it could not read is not there.
      const known = page.commonObjs.has(font)
        ? (page.commonObjs.get(font) as { readonly name?: unknown })
        : null
      this.#styles.set(font, typeof known?.name === 'string' ? styleOfName(known.name) : plain)
    }
  }

  styleOf(font: string): FontStyle {
    return this.#styles.get(font) ?? plain
  }
}

/** `BCDEEE+Calibri-BoldItalic` is bold and slanted. */
function styleOfName(name: string): FontStyle {
  const font = name.replace(/^[A-Z]{6}\+/, '')
  return {
    strong: /bold|black|heavy|[-,]bd|semibold|demi|cmbx|sfbx/i.test(font),
    emphasis: /italic|oblique|slanted|[-,]it\b|cmti|sfti|[-,]ital/i.test(font),
  }
}
