import { useEffect, useState } from 'react'
import type { Version } from '../../shared/model/version'

/** The face of a text as `tokens.css` names it. The size does not matter: each file holds all of them. */
const FACE = '16px "Source Serif 4 Variable"'
/** The alphabets of a text are known after so many characters. */
const SAMPLE = 2000
/** How long a text waits for its faces at most, in milliseconds. */
const PATIENCE = 1000

/** Faces that were there once, with the pages of Unicode they were wanted for. To ask the browser takes milliseconds. */
const there = new Set<string>()

/** Reads the faces that most texts are set in, so that the first one need not wait for them. */
export function loadReadingFaces(): void {
  for (const font of [FACE, `italic ${FACE}`]) document.fonts.load(font).catch(() => undefined)
}

/**
 * True once the faces of a text are there, or were waited for long enough. A face that comes later moves the lines,
 * maybe while a person drags a selection over them.
 */
export function useReadingFaces({ blocks }: Version): boolean {
  const [ready, setReady] = useState(() => facesOf(blocks).every(isThere))
  useEffect(() => {
    if (ready) return undefined
    const show = () => setReady(true)
    const waiting = setTimeout(show, PATIENCE)
    Promise.all(facesOf(blocks).map(({ font, sample }) => document.fonts.load(font, sample))).then(show, show)
    return () => clearTimeout(waiting)
  }, [blocks, ready])
  return ready
}

type Face = { readonly font: string; readonly sample: string }

function isThere({ font, sample }: Face): boolean {
  const pages = new Set(Array.from(sample, (character) => character.charCodeAt(0) >> 7))
  const key = `${font} ${[...pages].toSorted((a, b) => a - b).join(' ')}`
  if (!there.has(key) && document.fonts.check(font, sample)) there.add(key)
  return there.has(key)
}

function facesOf(blocks: Version['blocks']): Face[] {
  let sample = ''
  for (const { text } of blocks) {
    if (sample.length > SAMPLE) break
    sample += text.slice(0, SAMPLE)
  }
  const isItalic = blocks.some(({ marks }) => marks.some(({ kind }) => kind === 'emphasis'))
  return [FACE, ...(isItalic ? [`italic ${FACE}`] : [])].map((font) => ({ font, sample }))
}
