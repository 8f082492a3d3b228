import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'

const FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** True for a letter of a script that is written from right to left. */
export function isFromTheRight(letter: string): boolean {
  return FROM_THE_RIGHT.test(letter)
}

/** True when the paragraph at the offset runs from right to left: as `dir="auto"` has it, its first letter decides. */
export function runsFromTheRight(projection: TextProjection, offset: number): boolean {
  const { start, end } = blockSpan(projection, blockIndexAt(projection, offset))
  const first = /\p{L}/u.exec(projection.text.slice(start, end))?.[0]
  return first !== undefined && isFromTheRight(first)
}
